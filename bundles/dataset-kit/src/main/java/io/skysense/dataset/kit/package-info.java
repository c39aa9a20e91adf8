// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What a dataset bundle is made of: its table from JSON, and a dataset read from list files. */
@Export
@Version("1.3.0")
package io.skysense.dataset.kit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
