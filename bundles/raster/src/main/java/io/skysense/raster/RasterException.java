// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.IOException;

/** A raster cannot be read or written. The message is one line: {@code file: cause (GDAL: what GDAL said)}. */
public class RasterException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Without words of GDAL.
     *
     * @param source file or GDAL name of the raster
     * @param cause what is wrong with it
     */
    public RasterException(String source, String cause) {
        this(source, cause, "", null);
    }

    /**
     * With what GDAL said and what was thrown.
     *
     * @param source file or GDAL name of the raster
     * @param cause what is wrong with it
     * @param gdal GDAL's own message; may be empty
     * @param thrown may be null
     */
    public RasterException(String source, String cause, String gdal, Throwable thrown) {
        super(message(source, cause, gdal), thrown);
    }

    private static String message(String source, String cause, String gdal) {
        String detail = gdal == null ? "" : gdal.strip().replaceAll("\\s*\\R\\s*", "; ");
        return detail.isEmpty() ? source + ": " + cause : source + ": " + cause + " (GDAL: " + detail + ")";
    }
}
