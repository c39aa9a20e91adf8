// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** List files in the record format of the reference, and the paths in them. */
@Export
@Version("1.3.0")
package io.skysense.dataset.kit.list;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
