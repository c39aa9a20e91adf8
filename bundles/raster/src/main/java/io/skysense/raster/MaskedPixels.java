// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * Pixels with their validity, (C, H, W), row-major.
 *
 * @param bands C
 * @param height H
 * @param width W
 * @param values C*H*W numbers, invalid ones treated as asked
 * @param mask C*H*W bytes: 0 for a pixel that was nodata, not finite, or constant padding; -1 (255) for a valid one
 * @param nodata how many pixels of the file were nodata
 * @param nonFinite how many others were NaN or infinite
 */
public record MaskedPixels(
        int bands, int height, int width, float[] values, byte[] mask, long nodata, long nonFinite) {}
