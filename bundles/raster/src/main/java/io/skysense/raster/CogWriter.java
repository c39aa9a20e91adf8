// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.progress.Progress;
import java.nio.file.Path;

/**
 * Writes a Cloud Optimized GeoTIFF of any size window by window, in memory that does not grow with it. Nothing is seen
 * under its name before {@link #finish}; without that, {@link #close} leaves nothing behind. What a killed process
 * leaves beside it goes with the next writer of the same file. For a raster that is to
 * outlive its process half-written there is {@link StagedRaster}.
 */
public final class CogWriter implements AutoCloseable {

    private final Path target;
    private final CogOptions options;
    private final StagedRaster staged;

    private CogWriter(Path target, CogOptions options, StagedRaster staged) {
        this.target = target;
        this.options = options;
        this.staged = staged;
    }

    /**
     * Begins a raster, all 0.
     *
     * @param target file to write in the end
     * @param spec what it is to be
     * @param options how it is laid out
     * @return the writer
     * @throws RasterException if its folder cannot be written, the disk is too small for it, or the same file is being
     *     written by someone else
     */
    public static CogWriter create(Path target, RasterSpec spec, CogOptions options) throws RasterException {
        return new CogWriter(target, options, StagedRaster.create(Durable.temporary(target, "staging"), spec));
    }

    /** {@return where windows go, in any order} */
    public StagedRaster raster() {
        return staged;
    }

    /**
     * Gives the file its name.
     *
     * @param progress told 0 to 100; cancelling it leaves no file
     * @return false if it was cancelled
     * @throws RasterException if it cannot be written
     */
    public boolean finish(Progress progress) throws RasterException {
        return staged.publish(target, options, progress);
    }

    /**
     * Removes what is temporary.
     *
     * @throws RasterException if it cannot be removed
     */
    @Override
    public void close() throws RasterException {
        staged.discard();
    }
}
