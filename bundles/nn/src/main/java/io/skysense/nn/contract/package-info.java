// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What every task head and every encoder keeps to, as tests to extend. */
@Export
@Version("1.2.0")
package io.skysense.nn.contract;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
