// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Prediction over whole rasters. */
@Export
@Version("1.0.0")
package io.skysense.api.infer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
