// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/**
 * Collages for in-context pretraining: images of one dataset that share a class, recoloured labels, and masks. After Wu
 * et al., "A semantic-enhanced multi-modal remote sensing foundation model for Earth observation" (SkySense++), Nature
 * Machine Intelligence 2025.
 */
@Export
@Version("1.0.0")
package io.skysense.dataset.kit.incontext;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
