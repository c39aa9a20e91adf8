// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

/** How pixels are packed in a GeoTIFF; without loss. */
public enum Compression {
    /** Not at all. */
    NONE,
    /** Deflate: every reader knows it. */
    DEFLATE,
    /** Zstandard: faster, for readers built with it. */
    ZSTD,
    /** Lempel-Ziv-Welch: for old readers. */
    LZW
}
