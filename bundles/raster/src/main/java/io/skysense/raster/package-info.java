// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/**
 * Checked reading and writing of rasters: every call to GDAL in the project goes through this package.
 *
 * <p>Bands are numbered from 1, as GDAL does. Pixels of several bands are band-sequential, (C, H, W).
 */
@Export
@Version("1.2.0")
package io.skysense.raster;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
