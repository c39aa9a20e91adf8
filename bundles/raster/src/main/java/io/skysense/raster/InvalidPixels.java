// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/**
 * What happens to pixels without data and to those that are no number. A pixel that is both, such as a nodata value of
 * NaN, counts as nodata.
 *
 * @param nodata for pixels that the band's mask calls invalid: nodata value, mask band, or fully transparent
 * @param nonFinite for NaN and infinities
 */
public record InvalidPixels(Fill nodata, Fill nonFinite) {

    /** Deliver what the file has. */
    public static final InvalidPixels KEEP = new InvalidPixels(Fill.KEEP, Fill.KEEP);
    /** Put the band's mean for both: what disturbs a normalised network input least. */
    public static final InvalidPixels BAND_MEAN = new InvalidPixels(Fill.BAND_MEAN, Fill.BAND_MEAN);
    /** Put zero for both. */
    public static final InvalidPixels ZERO = new InvalidPixels(Fill.with(0), Fill.with(0));
}
