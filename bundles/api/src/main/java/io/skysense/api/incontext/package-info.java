// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** In-context segmentation: the complete SkySense++ model, from images with annotations to vocabulary ids. */
@Export
@Version("1.3.0")
package io.skysense.api.incontext;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
