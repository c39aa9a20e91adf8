// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What every task head keeps to, as a test to extend. */
@Export
@Version("1.0.0")
package io.skysense.nn.contract;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
