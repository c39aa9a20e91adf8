// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Objects: how much boxes overlap, which of several answers stays, and boxes as rows of arrays. */
@Export
@Version("1.0.0")
package io.skysense.nn.detection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
