// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.progress.Progress;
import io.skysense.raster.CogOptions;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.StagedRaster;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** The map and, if wanted, the probabilities while they grow. */
final class MapOutput implements AutoCloseable {

    private final StagedRaster map;
    private final StagedRaster shares;

    private MapOutput(StagedRaster map, StagedRaster shares) {
        this.map = map;
        this.shares = shares;
    }

    /**
     * Opens the unfinished rasters.
     *
     * @param folder where they lie
     * @param map the map to be
     * @param shares the probabilities to be, if wanted
     * @param begun whether they were begun before
     * @return the output; the caller closes it
     * @throws IOException if they cannot be written, or the disk is too small for them
     */
    static MapOutput open(JobFolder folder, RasterSpec map, Optional<RasterSpec> shares, boolean begun)
            throws IOException {
        StagedRaster first = open(folder.map(), map, begun);
        try {
            return new MapOutput(first, shares.isPresent() ? open(folder.probabilities(), shares.get(), begun) : null);
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** {@return whether probabilities are wanted} */
    boolean wantsShares() {
        return shares != null;
    }

    /**
     * Writes finished pixels.
     *
     * @param window where
     * @param values (bands, H, W) in the map's type, of which the first count
     * @param bytes (K, H, W), of which the first count; ignored if probabilities are not wanted
     * @throws IOException if the disk is full or fails
     */
    void write(Window window, ByteBuffer values, byte[] bytes) throws IOException {
        int pixels = Math.toIntExact(window.pixels());
        RasterSpec spec = map.spec();
        int size = Math.multiplyExact(pixels, spec.bands() * spec.type().bytes());
        map.write(window, values.slice(0, size).order(values.order()));
        if (shares != null) {
            shares.write(
                    window, ByteBuffer.wrap(bytes, 0, pixels * shares.spec().bands()));
        }
    }

    /** Waits until all is on the disk. */
    void flush() throws IOException {
        map.flush();
        if (shares != null) {
            shares.flush();
        }
    }

    /**
     * Gives the rasters their names; the map last, so that it stands for all.
     *
     * @param output name of the map
     * @param cog how the map is written
     * @param probabilities name of the probabilities
     * @param progress watches
     * @return false if it was cancelled
     * @throws IOException if they cannot be written
     */
    boolean publish(Path output, CogOptions cog, Optional<Path> probabilities, Progress progress) throws IOException {
        if (shares != null && !publish(shares, probabilities.orElseThrow(), CogOptions.VALUES, progress)) {
            return false;
        }
        return publish(map, output, cog, progress);
    }

    @Override
    public void close() throws IOException {
        try {
            map.close();
        } finally {
            if (shares != null) {
                shares.close();
            }
        }
    }

    private static boolean publish(StagedRaster raster, Path target, CogOptions options, Progress progress)
            throws IOException {
        progress.begin("write " + target.getFileName(), 100);
        boolean whole = raster.publish(target, options, progress);
        progress.end();
        return whole;
    }

    private static StagedRaster open(Path path, RasterSpec spec, boolean begun) throws IOException {
        return begun ? StagedRaster.reopen(path, spec) : StagedRaster.create(path, spec);
    }
}
