// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.gdal.GdalLibrary;
import java.util.List;
import org.gdal.gdal.gdal;
import org.gdal.gdal.gdalJNI;

/** GDAL in this process: loaded, configured and its formats registered, once. */
public final class Gdal {

    /** Pixels GDAL keeps decoded, outside the Java heap, in megabytes: a row of tiles of a wide scene. */
    private static final String CACHE_MB = "64";

    /** Formats that fetch from the network for a name that does not say so; /vsicurl/ stays usable. */
    private static final String NETWORK_DRIVERS =
            "HTTP WMS WMTS WCS OGCAPI STACTA STACIT PLMOSAIC DAAS EEDA EEDAI NGW " + "PostGISRaster";

    private static final String CONNECT_SECONDS = "10";
    private static final String REQUEST_SECONDS = "60";

    private static final List<String> NEEDED_DRIVERS = List.of("GTiff", "COG", "VRT", "MEM", "PNG", "JPEG");

    private Gdal() {}

    /**
     * Loads GDAL if this is the first call. Any thread may call it.
     *
     * @throws RasterException if the JNI library or libgdal is missing or damaged, at each call
     */
    public static void require() throws RasterException {
        if (Loaded.FAILURE != null) {
            throw new RasterException("GDAL", Loaded.FAILURE);
        }
    }

    /**
     * The version of libgdal.
     *
     * @return for example {@code 3.6.2}
     * @throws RasterException if GDAL cannot be loaded
     */
    public static String version() throws RasterException {
        require();
        return gdal.VersionInfo("RELEASE_NAME");
    }

    /** The JVM initialises it once, whichever thread comes first. */
    private static final class Loaded {
        /** Null if GDAL is usable. */
        static final String FAILURE = load();

        private static String load() {
            try {
                // First, and not by way of gdalJNI: that class only prints what went wrong.
                GdalLibrary.load();
                if (!gdalJNI.isAvailable()) {
                    return "the native library cannot be loaded";
                }
                return initialise();
            } catch (LinkageError e) {
                return "the native library cannot be loaded: " + e.getMessage();
            }
        }

        private static String initialise() {
            configure();
            gdal.PushErrorHandler("CPLQuietErrorHandler");
            try {
                gdal.AllRegister();
            } finally {
                gdal.PopErrorHandler();
            }
            for (String driver : NEEDED_DRIVERS) {
                if (gdal.GetDriverByName(driver) == null) {
                    return "libgdal " + gdal.VersionInfo("RELEASE_NAME") + " was built without the format " + driver;
                }
            }
            return null;
        }

        private static void configure() {
            // Errors come as return codes, which GdalCall checks.
            gdal.DontUseExceptions();
            // Half a JPEG is an error, not a grey half.
            gdal.SetConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", "TRUE");
            // Two mosaics opened by one thread must not share the handles below them.
            gdal.SetConfigOption("VRT_SHARED_SOURCE", "0");
            setUnlessGiven("GDAL_CACHEMAX", CACHE_MB);
            // What lies beside a file is asked for by name: listing a folder of thousands takes longer than decoding.
            setUnlessGiven("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE");
            setUnlessGiven("GDAL_HTTP_CONNECTTIMEOUT", CONNECT_SECONDS);
            setUnlessGiven("GDAL_HTTP_TIMEOUT", REQUEST_SECONDS);
            setUnlessGiven("GDAL_SKIP", NETWORK_DRIVERS);
        }

        private static void setUnlessGiven(String option, String value) {
            if (gdal.GetConfigOption(option) == null) {
                gdal.SetConfigOption(option, value);
            }
        }
    }
}
