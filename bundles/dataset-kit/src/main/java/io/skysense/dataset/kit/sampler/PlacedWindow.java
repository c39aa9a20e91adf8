// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import io.skysense.raster.Window;

/**
 * A window of one of several rasters.
 *
 * @param raster index of the raster
 * @param window where in it
 */
public record PlacedWindow(int raster, Window window) {}
