// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The vision transformer of the encoders of Sentinel-2 and Sentinel-1. */
@Export
@Version("1.2.0")
package io.skysense.nn.vit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
