// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.raster.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A series whose pixels are known already. */
record GivenImage(ImageCube cube) implements ImageFile {

    @Override
    public int times() {
        return cube.times();
    }

    @Override
    public int bands() {
        return cube.bands();
    }

    @Override
    public int height() {
        return cube.height();
    }

    @Override
    public int width() {
        return cube.width();
    }

    @Override
    public List<LocalDate> dates() {
        return List.of();
    }

    @Override
    public Optional<GeoReference> reference() {
        return Optional.empty();
    }

    @Override
    public Pixels read(int time, Window window, int[] bands) {
        float[] values = new float[cube.bands() * window.height() * window.width()];
        for (int band = 0; band < cube.bands(); band++) {
            for (int row = 0; row < window.height(); row++) {
                System.arraycopy(
                        cube.values(),
                        cube.index(time, band, window.y() + row, window.x()),
                        values,
                        (band * window.height() + row) * window.width(),
                        window.width());
            }
        }
        return new Pixels(values, 0);
    }

    @Override
    public void close() {
        // Everything is on the heap.
    }
}
