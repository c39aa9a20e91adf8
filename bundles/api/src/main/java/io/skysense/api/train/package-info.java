// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Training runs: presets, the trainer, evaluation. */
@Export
@Version("2.1.0")
package io.skysense.api.train;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
