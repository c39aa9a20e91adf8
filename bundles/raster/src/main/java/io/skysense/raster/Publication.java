// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Vector;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.Driver;
import org.gdal.gdal.gdal;

/**
 * Copies a dataset into a file of some format. The file is written beside its place, closed, opened again and compared
 * with what it should be, synced, and only then given its name; GDAL reports some write errors as late as at closing.
 */
final class Publication {

    /** What GDAL keeps beside a file of a format that has no place for it: category names of a GeoTIFF. */
    private static final String SIDECAR = ".aux.xml";

    private final Path target;
    private final RasterSpec spec;
    private final Driver driver;
    private final Vector<String> options;

    Publication(Path target, RasterSpec spec, String driver, List<String> options) throws RasterException {
        this.target = target;
        this.spec = spec;
        this.options = new Vector<>(options);
        this.driver = GdalCall.object(target.toString(), "no format " + driver, () -> gdal.GetDriverByName(driver));
    }

    /** False if it was cancelled; nothing is left of it then. The temporary name is one from {@link Durable}. */
    boolean copy(Dataset source, Path temporary, Progress progress) throws RasterException {
        Path folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new RasterException(target.toString(), "no folder " + folder);
        }
        if (Files.isDirectory(target)) {
            throw new RasterException(target.toString(), "a folder stands there");
        }
        try {
            Durable.discard(temporary);
            try {
                if (!create(source, temporary, progress)) {
                    return false;
                }
                verify(temporary);
                publish(temporary);
                return true;
            } finally {
                Durable.discard(temporary);
            }
        } catch (RasterException e) {
            throw e;
        } catch (IOException e) {
            throw new RasterException(target.toString(), "cannot be written: " + e.getMessage(), "", e);
        }
    }

    private boolean create(Dataset source, Path temporary, Progress progress) throws RasterException {
        ProgressAdapter adapter = new ProgressAdapter(progress);
        Dataset copy = null;
        try {
            copy = GdalCall.object(
                    target.toString(),
                    "cannot be written",
                    () -> driver.CreateCopy(temporary.toString(), source, 1, options, adapter));
        } catch (RasterException e) {
            adapter.rethrow();
            if (adapter.cancelled()) {
                return false;
            }
            throw e;
        } finally {
            adapter.delete();
            if (copy != null) {
                close(copy);
            }
        }
        adapter.rethrow();
        return true;
    }

    private void close(Dataset copy) throws RasterException {
        try {
            GdalCall.run(target.toString(), "cannot be written to the end", copy::FlushCache);
        } finally {
            GdalCall.run(target.toString(), "cannot be written to the end", copy::delete);
        }
    }

    private void verify(Path temporary) throws RasterException {
        try {
            compare(temporary);
        } catch (RasterException e) {
            throw new RasterException(target.toString(), "cannot be read back: " + e.getMessage(), "", e);
        }
    }

    private void compare(Path temporary) throws RasterException {
        try (RasterReader reader = RasterReader.open(temporary)) {
            RasterInfo info = reader.info();
            boolean same = info.width() == spec.width()
                    && info.height() == spec.height()
                    && info.bands().size() == spec.bands()
                    && info.bands().stream().allMatch(b -> b.type() == spec.type());
            if (!same) {
                throw new RasterException(temporary.toString(), "another shape or type than was written");
            }
            // The blocks written last are the first to be missing.
            BandInfo band = info.band(1);
            int columns = Math.min(band.blockWidth(), info.width());
            int rows = Math.min(band.blockHeight(), info.height());
            reader.readFloats(ReadRequest.of(new Window(info.width() - columns, info.height() - rows, columns, rows)));
        }
    }

    private void publish(Path temporary) throws IOException {
        Path sidecar = temporary.resolveSibling(temporary.getFileName() + SIDECAR);
        Path place = target.toAbsolutePath().resolveSibling(target.getFileName() + SIDECAR);
        if (Files.exists(sidecar)) {
            Durable.publish(sidecar, place);
        } else {
            // One of an older file would describe this one wrongly.
            Files.deleteIfExists(place);
        }
        Durable.publish(temporary, target);
    }
}
