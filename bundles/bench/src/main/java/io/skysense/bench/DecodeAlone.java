// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.dataset.kit.incontext.Box;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconst;

/** Reads by GDAL alone what the collages read: the same windows of the same files, as bytes, and nothing with them. */
final class DecodeAlone {

    private static final int[] IMAGE = {1, 2, 3};
    private static final int[] LABEL = {1};
    private static final int ROOM = CollageFiles.SIDE * CollageFiles.SIDE * IMAGE.length;

    private final CollageFiles files;
    private final List<KeptScenes.Visit> visits;
    private final ThreadLocal<ByteBuffer> pixels =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(ROOM).order(ByteOrder.nativeOrder()));

    /**
     * Prepares.
     *
     * @param files what is read
     * @param visits what of it
     */
    DecodeAlone(CollageFiles files, List<KeptScenes.Visit> visits) {
        this.files = files;
        this.visits = List.copyOf(visits);
    }

    /**
     * Reads all once.
     *
     * @param crew shares the work
     * @throws Exception if a file cannot be read
     */
    void run(Crew crew) throws Exception {
        crew.share(visits.size(), number -> {
            KeptScenes.Visit visit = visits.get(number);
            Path label = files.labels().get(visit.index());
            read(label, List.of(Box.whole(CollageFiles.SIDE, CollageFiles.SIDE)), LABEL);
            read(files.images().get(visit.index()), visit.parts(), IMAGE);
        });
    }

    private void read(Path file, List<Box> parts, int[] bands) throws IOException {
        Dataset dataset = gdal.Open(file.toString(), gdalconst.GA_ReadOnly);
        try {
            for (Box p : parts) {
                int code = dataset.ReadRaster_Direct(
                        p.column(),
                        p.row(),
                        p.width(),
                        p.height(),
                        p.width(),
                        p.height(),
                        gdalconst.GDT_Byte,
                        pixels.get(),
                        bands);
                if (code != gdalconst.CE_None) {
                    throw new IOException(file + ": " + gdal.GetLastErrorMsg());
                }
            }
        } finally {
            dataset.delete();
        }
    }
}
