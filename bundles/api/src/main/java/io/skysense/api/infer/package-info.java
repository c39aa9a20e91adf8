// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Prediction over whole rasters, and how a model sees an image that it is to predict. */
@Export
@Version("1.3.0")
package io.skysense.api.infer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
