// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/** How pixels are made when a window is read at another size. */
public enum Resampling {
    /** The nearest pixel: for classes. */
    NEAREST("NEAR"),
    /** Linear between 2x2 pixels, over a wider kernel when shrinking. */
    BILINEAR("BILINEAR"),
    /** Cubic convolution over 4x4 pixels, over a wider kernel when shrinking. */
    CUBIC("CUBIC"),
    /** The mean of the valid pixels below. */
    AVERAGE("AVERAGE"),
    /** The most frequent value below: for classes. */
    MODE("MODE");

    private final String gdalName;

    Resampling(String gdalName) {
        this.gdalName = gdalName;
    }

    String gdalName() {
        return gdalName;
    }
}
