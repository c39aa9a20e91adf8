// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Vector;
import java.util.stream.IntStream;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;

/** Writes test files with GDAL itself, in formats and layouts that this bundle reads but does not write. */
final class Formats {

    private Formats() {}

    /** How the dataset in memory is changed before it is copied into the file. */
    interface Change {
        void on(Dataset dataset);
    }

    static Path write(Path file, String driver, List<String> options, RasterSpec spec, byte[] pixels, Change change)
            throws IOException {
        return write(file, driver, options, spec, ArrayKind.BYTES, pixels, change);
    }

    static <A> Path write(
            Path file, String driver, List<String> options, RasterSpec spec, ArrayKind<A> kind, A pixels, Change change)
            throws IOException {
        Gdal.require();
        Dataset memory = gdal.GetDriverByName("MEM")
                .Create(
                        "",
                        spec.width(),
                        spec.height(),
                        spec.bands(),
                        spec.type().code());
        new SpecApplier(file.toString(), spec).apply(memory);
        int[] bands = IntStream.rangeClosed(1, spec.bands()).toArray();
        if (kind.write().from(memory, spec.width(), spec.height(), pixels, bands) != 0) {
            throw new IOException(gdal.GetLastErrorMsg());
        }
        change.on(memory);
        Dataset copy = gdal.GetDriverByName(driver).CreateCopy(file.toString(), memory, 0, new Vector<>(options));
        if (copy == null) {
            throw new IOException(gdal.GetLastErrorMsg());
        }
        copy.delete();
        memory.delete();
        return file;
    }

    static Path write(Path file, String driver, List<String> options, RasterSpec spec, byte[] pixels)
            throws IOException {
        return write(file, driver, options, spec, pixels, dataset -> {});
    }
}
