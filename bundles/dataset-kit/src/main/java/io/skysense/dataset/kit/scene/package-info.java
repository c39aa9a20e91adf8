// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Made scenes: geometry and spectra by class, seen by three sensors, the same for the same seed. */
@Export
@Version("1.1.0")
package io.skysense.dataset.kit.scene;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
