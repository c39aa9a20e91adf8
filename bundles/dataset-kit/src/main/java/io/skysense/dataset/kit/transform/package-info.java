// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** From a sample to normalised windows of all its modalities and its label together. */
@Export
@Version("2.1.0")
package io.skysense.dataset.kit.transform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
