// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gdal.gdal.Dataset;

/**
 * A raster of any size while it is being made: written window by window in any order, killed and reopened, at last
 * published as a Cloud Optimized GeoTIFF.
 *
 * <p>The file holds plain pixels at fixed places, band after band, behind a short header that never changes. So a
 * window overwrites its own pixels and nothing else: a kill at any moment loses at most what was written since the last
 * {@link #flush}. Memory does not grow with the raster. Pixels never written are 0, and take no space on the disk.
 *
 * <p>Safe for use by several threads; the file is locked against a second process.
 */
public final class StagedRaster implements AutoCloseable {

    /** Bytes moved at once. */
    private static final int CHUNK = 1 << 20;

    private final Path path;
    private final RasterSpec spec;
    private final RandomAccessFile file;
    private boolean open = true;

    private StagedRaster(Path path, RasterSpec spec, RandomAccessFile file) {
        this.path = path;
        this.spec = spec;
        this.file = file;
    }

    /**
     * Begins a raster.
     *
     * @param path of the staging file; one that exists is replaced
     * @param spec what the raster is to be
     * @return it, all 0
     * @throws RasterException if it cannot be written, is in use, or the disk is too small for it
     */
    public static StagedRaster create(Path path, RasterSpec spec) throws RasterException {
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new RasterException(path.toString(), "no folder " + folder);
        }
        try {
            StagingFile.requireSpace(path, spec);
            RandomAccessFile file = StagingFile.openLocked(path);
            try {
                StagingFile.format(file, spec);
                Durable.sync(folder);
                return new StagedRaster(path, spec, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(path, "cannot be created", e);
        }
    }

    /**
     * Goes on with a raster that was begun before.
     *
     * @param path of the staging file
     * @param spec what the raster is to be; size, bands and type must be those it was begun with
     * @return it, with all that was flushed
     * @throws RasterException if it is missing, in use, unfinished in its header, or another raster
     */
    public static StagedRaster reopen(Path path, RasterSpec spec) throws RasterException {
        if (!Files.isRegularFile(path)) {
            throw new RasterException(path.toString(), "no such file");
        }
        try {
            RandomAccessFile file = StagingFile.openLocked(path);
            try {
                StagingFile.check(path, file, spec);
                return new StagedRaster(path, spec, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(path, "cannot be reopened", e);
        }
    }

    /** {@return what the raster is to be} */
    public RasterSpec spec() {
        return spec;
    }

    /** {@return the staging file} */
    public Path path() {
        return path;
    }

    /**
     * Writes a window of all bands.
     *
     * @param window inside the raster
     * @param pixels (C, H, W) from the buffer's position on, of the raster's type, in native byte order; the position
     *     stays where it is
     * @throws RasterException if the disk is full or fails
     */
    public synchronized void write(Window window, ByteBuffer pixels) throws RasterException {
        ByteBuffer source = slice(window, pixels);
        move(window, "cannot be written", (at, chunk, length) -> {
            source.get(chunk, 0, length);
            file.seek(at);
            file.write(chunk, 0, length);
        });
    }

    /**
     * Writes a window of a raster of {@link PixelType#UINT8}.
     *
     * @param window inside the raster
     * @param pixels (C, H, W)
     * @throws RasterException if the disk is full or fails
     */
    public void write(Window window, byte[] pixels) throws RasterException {
        requireType(PixelType.UINT8);
        write(window, ByteBuffer.wrap(pixels));
    }

    /**
     * Writes a window of a raster of {@link PixelType#FLOAT32}.
     *
     * @param window inside the raster
     * @param pixels (C, H, W)
     * @throws RasterException if the disk is full or fails
     */
    public void write(Window window, float[] pixels) throws RasterException {
        requireType(PixelType.FLOAT32);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(pixels.length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(pixels);
        write(window, bytes);
    }

    /**
     * Reads a window of all bands back.
     *
     * @param window inside the raster
     * @param pixels takes (C, H, W) from its position on, in native byte order; the position stays where it is
     * @throws RasterException if the disk fails
     */
    public synchronized void read(Window window, ByteBuffer pixels) throws RasterException {
        ByteBuffer target = slice(window, pixels);
        move(window, "cannot be read back", (at, chunk, length) -> {
            file.seek(at);
            file.readFully(chunk, 0, length);
            target.put(chunk, 0, length);
        });
    }

    /**
     * Waits until all that was written is on the disk.
     *
     * @throws RasterException if the disk is full or fails
     */
    public synchronized void flush() throws RasterException {
        checkOpen();
        try {
            file.getFD().sync();
        } catch (IOException e) {
            throw failure(path, "cannot be flushed", e);
        }
    }

    /**
     * Writes the raster as a Cloud Optimized GeoTIFF, which appears under its name only when it is whole. This file
     * stays, for {@link #discard}.
     *
     * @param target to write; replaced if it exists
     * @param options how it is laid out
     * @param progress told 0 to 100; cancelling it leaves no target behind
     * @return false if it was cancelled
     * @throws RasterException if it cannot be written
     */
    public synchronized boolean publish(Path target, CogOptions options, Progress progress) throws RasterException {
        flush();
        // The lock on the staging file makes the name ours alone, and what a killed process left under it too.
        String tag = Integer.toHexString(path.toAbsolutePath().hashCode());
        Path temporary = Durable.temporary(target, tag);
        Dataset view = StagingFile.view(path, spec);
        try {
            new SpecApplier(target.toString(), spec).apply(view);
            return new Publication(target, spec, "COG", options.creationOptions(spec.type()))
                    .copy(view, temporary, progress);
        } finally {
            view.delete();
        }
    }

    /**
     * Closes and deletes the staging file.
     *
     * @throws RasterException if it cannot be deleted
     */
    public synchronized void discard() throws RasterException {
        close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failure(path, "cannot be deleted", e);
        }
    }

    /** Closes the staging file, which stays. */
    @Override
    public synchronized void close() throws RasterException {
        open = false;
        try {
            file.close();
        } catch (IOException e) {
            throw failure(path, "cannot be closed", e);
        }
    }

    private interface Move {
        void at(long position, byte[] chunk, int length) throws IOException;
    }

    /** Walks the runs of a window that lie together in the file, in the order of a (C, H, W) buffer. */
    private void move(Window window, String cause, Move move) throws RasterException {
        int rowBytes = window.width() * spec.type().bytes();
        boolean rowsTouch = window.width() == spec.width();
        int together = rowsTouch ? Math.max(1, Math.min(window.height(), CHUNK / rowBytes)) : 1;
        byte[] chunk = new byte[together * rowBytes];
        try {
            for (int band = 0; band < spec.bands(); band++) {
                for (int y = 0; y < window.height(); y += together) {
                    int rows = Math.min(together, window.height() - y);
                    move.at(StagingFile.position(spec, band, window.y() + y, window.x()), chunk, rows * rowBytes);
                }
            }
        } catch (IOException e) {
            throw failure(path, window + " " + cause, e);
        }
    }

    private ByteBuffer slice(Window window, ByteBuffer pixels) {
        checkOpen();
        if (!window.inside(spec.width(), spec.height())) {
            throw new IllegalArgumentException(
                    "window " + window + " is beyond the raster of " + spec.width() + "x" + spec.height());
        }
        if (spec.type().bytes() > 1 && pixels.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("pixels are in native byte order, the buffer in " + pixels.order());
        }
        long bytes = window.pixels() * spec.bands() * spec.type().bytes();
        if (pixels.remaining() != bytes) {
            throw new IllegalArgumentException(window + " of " + spec.bands() + " bands of " + spec.type() + " is "
                    + bytes + " bytes, not " + pixels.remaining());
        }
        return pixels.duplicate();
    }

    private void requireType(PixelType type) {
        if (spec.type() != type) {
            throw new IllegalArgumentException("pixels of " + type + " for a raster of " + spec.type());
        }
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException(path + ": used after it was closed");
        }
    }

    private static RasterException failure(Path path, String cause, IOException e) {
        return e instanceof RasterException already
                ? already
                : new RasterException(path.toString(), cause + ": " + e.getMessage(), "", e);
    }
}
