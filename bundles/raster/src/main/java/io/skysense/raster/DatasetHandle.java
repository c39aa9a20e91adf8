// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/**
 * A GDAL dataset that is open for reading, confined to the thread that opened it. GDAL crashes the process when one is
 * used by two threads at once or after its end; here both are exceptions.
 */
final class DatasetHandle {

    private final String source;
    private final Thread owner = Thread.currentThread();
    private Dataset dataset;

    private DatasetHandle(String source, Dataset dataset) {
        this.source = source;
        this.dataset = dataset;
    }

    /** What is done with the dataset while nobody can close it. */
    interface Use<T> {
        T with(Dataset dataset) throws RasterException;
    }

    /** A file; absolute, so that GDAL cannot take the name for anything else. */
    static String nameOf(Path file) throws RasterException {
        Path absolute = file.toAbsolutePath();
        if (!Files.exists(absolute)) {
            throw new RasterException(file.toString(), "no such file");
        }
        if (!Files.isReadable(absolute)) {
            throw new RasterException(file.toString(), "no permission to read it");
        }
        return absolute.toString();
    }

    static DatasetHandle open(String source) throws RasterException {
        Gdal.require();
        long flags =
                gdalconstConstants.OF_RASTER | gdalconstConstants.OF_READONLY | gdalconstConstants.OF_VERBOSE_ERROR;
        Dataset dataset = GdalCall.object(source, "not a readable raster", () -> gdal.OpenEx(source, flags));
        return new DatasetHandle(source, dataset);
    }

    String source() {
        return source;
    }

    synchronized <T> T use(Use<T> use) throws RasterException {
        checkOwner();
        if (dataset == null) {
            throw new IllegalStateException(source + ": used after it was closed");
        }
        return use.with(dataset);
    }

    synchronized boolean isOpen() {
        return dataset != null;
    }

    private void checkOwner() {
        Thread caller = Thread.currentThread();
        if (caller != owner) {
            throw new IllegalStateException(source + ": opened by thread " + owner.getName() + ", used by thread "
                    + caller.getName() + "; open one reader a thread, or use a RasterPool");
        }
    }

    /** By the owner. */
    void close() {
        checkOwner();
        closeFromAnyThread();
    }

    /** Waits for a call of the owner to end. */
    synchronized void closeFromAnyThread() {
        if (dataset != null) {
            Dataset closing = dataset;
            dataset = null;
            // Nothing was written: what a driver complains about here is no concern of the reader.
            gdal.PushErrorHandler(GdalCall.QUIET);
            try {
                closing.delete();
            } finally {
                gdal.PopErrorHandler();
            }
        }
    }
}
