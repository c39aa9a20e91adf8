// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Features: sets of bundles and their configuration that come and go while the platform runs. */
@Export
@Version("1.0.0")
package io.skysense.provision;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
