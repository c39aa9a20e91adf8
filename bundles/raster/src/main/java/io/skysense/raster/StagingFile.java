// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;

/** How a {@link StagedRaster} lies in its file: a header of one page, then each band, row by row. */
final class StagingFile {

    private static final int HEADER = 4096;
    private static final byte[] MAGIC = "SKYSTAGE".getBytes(StandardCharsets.US_ASCII);

    private StagingFile() {}

    /** Opened and locked before anything in it is touched. A RandomAccessFile, for an interrupt closes channels. */
    static RandomAccessFile openLocked(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw new RasterException(path.toString(), "in use by another process");
            }
            return file;
        } catch (OverlappingFileLockException e) {
            file.close();
            throw new RasterException(path.toString(), "in use by this process", "", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static void requireSpace(Path path, RasterSpec spec) throws IOException {
        long free = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
        long held = Files.isRegularFile(path) ? Files.size(path) : 0;
        if (spec.bytes() > free + held) {
            throw new RasterException(
                    path.toString(),
                    "needs " + megabytes(spec.bytes()) + " MB, and the disk has " + megabytes(free) + " MB left");
        }
    }

    static void format(RandomAccessFile file, RasterSpec spec) throws IOException {
        file.setLength(0);
        file.setLength(HEADER + spec.bytes());
        file.seek(0);
        file.write(header(spec));
        file.getFD().sync();
    }

    static void check(Path path, RandomAccessFile file, RasterSpec spec) throws IOException {
        byte[] header = new byte[HEADER];
        if (file.length() != HEADER + spec.bytes()) {
            throw new RasterException(path.toString(), "not the raster that was begun: another size");
        }
        file.seek(0);
        file.readFully(header);
        if (!Arrays.equals(header, header(spec))) {
            throw new RasterException(path.toString(), "not the raster that was begun: another shape or type");
        }
    }

    static long position(RasterSpec spec, int band, int row, int column) {
        return HEADER
                + (((long) band * spec.height() + row) * spec.width() + column)
                        * spec.type().bytes();
    }

    /** The file as GDAL sees it; to be deleted by the caller. */
    static Dataset view(Path path, RasterSpec spec) throws RasterException {
        Gdal.require();
        String name = path.toString();
        Dataset view = GdalCall.object(
                name,
                "cannot be described to GDAL",
                () -> gdal.GetDriverByName("VRT").Create("", spec.width(), spec.height(), 0));
        try {
            for (int band = 0; band < spec.bands(); band++) {
                Vector<String> options = new Vector<>(bandOptions(path, spec, band));
                GdalCall.code(
                        name,
                        "band " + (band + 1) + " cannot be described to GDAL",
                        () -> view.AddBand(spec.type().code(), options));
            }
            return view;
        } catch (RasterException e) {
            view.delete();
            throw e;
        }
    }

    private static List<String> bandOptions(Path path, RasterSpec spec, int band) {
        int bytes = spec.type().bytes();
        return List.of(
                "subClass=VRTRawRasterBand",
                "SourceFilename=" + path.toAbsolutePath(),
                "ImageOffset=" + position(spec, band, 0, 0),
                "PixelOffset=" + bytes,
                "LineOffset=" + (long) bytes * spec.width(),
                "ByteOrder=" + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "LSB" : "MSB"));
    }

    private static byte[] header(RasterSpec spec) {
        return ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putInt(spec.width())
                .putInt(spec.height())
                .putInt(spec.bands())
                .putInt(spec.type().code())
                .put((byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 'L' : 'M'))
                .array();
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }
}
