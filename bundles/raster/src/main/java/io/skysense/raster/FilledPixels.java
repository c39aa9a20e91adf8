// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * Pixels whose invalid ones were treated.
 *
 * @param values (C, H, W), row-major, invalid ones treated as asked
 * @param nodata how many pixels of the file were nodata
 * @param nonFinite how many others were NaN or infinite
 */
public record FilledPixels(float[] values, long nodata, long nonFinite) {}
