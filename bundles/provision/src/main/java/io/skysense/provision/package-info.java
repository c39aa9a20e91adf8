// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/**
 * What comes and goes while the platform runs: features (sets of bundles and their configuration), and versions of
 * plug-ins side by side.
 */
@Export
@Version("1.2.0")
package io.skysense.provision;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
