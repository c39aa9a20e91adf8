// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/** Applies {@link InvalidPixels} to one read. */
final class PixelFiller {

    private static final byte INVALID = 0;

    private final String source;
    private final InvalidPixels policy;
    private long nodata;
    private long nonFinite;

    PixelFiller(String source, InvalidPixels policy) {
        this.source = source;
        this.policy = policy;
    }

    long nodata() {
        return nodata;
    }

    long nonFinite() {
        return nonFinite;
    }

    /** Treats the invalid pixels of one band in place and marks those that are not finite in its mask. */
    void fill(int band, float[] values, byte[] mask, int from, int to) throws RasterException {
        long missing = 0;
        long odd = 0;
        long valid = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (mask[i] == INVALID) {
                missing++;
            } else if (!Float.isFinite(values[i])) {
                odd++;
            } else {
                valid++;
                sum += values[i];
            }
        }
        if (missing + odd == 0) {
            return;
        }
        refuse(policy.nodata(), missing, band, "without data");
        refuse(policy.nonFinite(), odd, band, "that are NaN or infinite");
        float mean = valid == 0 ? 0 : (float) (sum / valid);
        for (int i = from; i < to; i++) {
            if (mask[i] == INVALID) {
                values[i] = replaced(policy.nodata(), values[i], mean);
            } else if (!Float.isFinite(values[i])) {
                values[i] = replaced(policy.nonFinite(), values[i], mean);
                mask[i] = INVALID;
            }
        }
        nodata += missing;
        nonFinite += odd;
    }

    private void refuse(Fill fill, long count, int band, String what) throws RasterException {
        if (count > 0 && fill.action() == Fill.Action.FAIL) {
            throw new RasterException(source, "band " + band + " has " + count + " pixels " + what);
        }
    }

    private static float replaced(Fill fill, float value, float mean) {
        return switch (fill.action()) {
            case KEEP, FAIL -> value;
            case VALUE -> fill.value();
            case BAND_MEAN -> mean;
        };
    }
}
