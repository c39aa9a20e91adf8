// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * Makes one call to GDAL and turns each way in which GDAL reports an error into a {@link RasterException}: a return
 * code, a null, a Java exception, or nothing but the thread's last error. What is given as the cause is only turned
 * into text when there is one.
 */
final class GdalCall {

    /** GDAL prints errors on stderr unless the calling thread has a handler; the text is kept all the same. */
    static final String QUIET = "CPLQuietErrorHandler";

    private GdalCall() {}

    /** For calls that return an object, null on failure. */
    static <T> T object(String source, Object cause, Supplier<T> call) throws RasterException {
        T result = quietly(source, cause, call);
        if (result == null) {
            throw new RasterException(source, cause.toString(), gdal.GetLastErrorMsg(), null);
        }
        return result;
    }

    /** For calls that return a CPLErr or OGRErr; an error that was only reported counts too. */
    static void code(String source, Object cause, IntSupplier call) throws RasterException {
        int code = quietly(source, cause, call::getAsInt);
        if (code != gdalconstConstants.CE_None || errorReported()) {
            throw new RasterException(source, cause.toString(), gdal.GetLastErrorMsg(), null);
        }
    }

    /** For calls that return nothing: what counts is the last error. */
    static void run(String source, Object cause, Runnable call) throws RasterException {
        code(source, cause, () -> {
            call.run();
            return gdalconstConstants.CE_None;
        });
    }

    /** For getters, whose null or default is an answer; only a Java exception is an error. */
    static <T> T get(String source, Object cause, Supplier<T> call) throws RasterException {
        return quietly(source, cause, call);
    }

    private static boolean errorReported() {
        return gdal.GetLastErrorType() >= gdalconstConstants.CE_Failure;
    }

    private static <T> T quietly(String source, Object cause, Supplier<T> call) throws RasterException {
        gdal.PushErrorHandler(QUIET);
        try {
            gdal.ErrorReset();
            return call.get();
        } catch (RuntimeException e) {
            throw new RasterException(source, cause.toString(), e.getMessage(), e);
        } finally {
            gdal.PopErrorHandler();
        }
    }
}
