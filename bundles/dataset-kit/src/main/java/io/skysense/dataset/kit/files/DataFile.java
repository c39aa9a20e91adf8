// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.GeoReference;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a file of a dataset is: in a folder, in a zip archive, or at an address.
 *
 * @param name what messages call it
 * @param path the file itself, if it is in a folder
 * @param archive the zip archive that it is in
 * @param inner its name in the archive
 */
record DataFile(String name, Optional<Path> path, Optional<Path> archive, String inner) {

    static DataFile of(Path path) {
        return new DataFile(path.toString(), Optional.of(path), Optional.empty(), "");
    }

    static DataFile inArchive(Path archive, Path inner) {
        String below = inner.toString().replace('\\', '/');
        return new DataFile(archive + "/" + below, Optional.empty(), Optional.of(archive), below);
    }

    static DataFile remote(String address) {
        return new DataFile(address, Optional.empty(), Optional.empty(), "");
    }

    /** {@return whether it holds NumPy arrays} */
    boolean isArray() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".npz") || lower.endsWith(".npy");
    }

    /** {@return the last part of its name} */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** {@return a reader of the raster's pixels, which the caller closes} */
    RasterReader open() throws RasterException {
        return path.isPresent() ? RasterReader.openUnplaced(path.get()) : RasterReader.openUnplaced(virtual());
    }

    /** {@return where the raster lies, if it says so} */
    Optional<GeoReference> reference() throws RasterException {
        try (RasterReader reader = path.isPresent() ? RasterReader.open(path.get()) : RasterReader.open(virtual())) {
            return reader.info().reference();
        }
    }

    /** {@return its name in GDAL's virtual file systems, by prefix} */
    private String virtual() {
        return archive.isPresent() ? "/vsizip/" + archive.get().toAbsolutePath() + "/" + inner : "/vsicurl/" + name;
    }
}
