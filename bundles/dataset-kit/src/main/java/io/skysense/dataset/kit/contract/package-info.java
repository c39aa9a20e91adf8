// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The test that every dataset reader passes. */
@Export
@Version("1.2.0")
package io.skysense.dataset.kit.contract;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
