// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A label in the form that a dataset has: colours where the definition names one for every class, else values. A
 * corner is without class where the dataset has a value for that.
 */
final class DemoLabel {

    private static final int CORNER = 8;
    private static final int BYTES = 256;

    private final ClassTable classes;
    private final Map<Integer, Integer> colors = new TreeMap<>();
    private final int size;
    private final int[] values;

    /**
     * A label.
     *
     * @param definition of the dataset
     * @param size rows and columns
     * @param indices class indices, row-major
     */
    DemoLabel(DatasetDefinition definition, int size, byte[] indices) {
        this.classes = definition.table().classes();
        this.size = size;
        this.values = new int[indices.length];
        new TreeMap<>(definition.files().colors())
                .forEach((color, value) -> colors.putIfAbsent(value, Integer.parseInt(color.substring(1), 16)));
        Optional<Integer> none =
                classes.ignored().stream().filter(this::writable).findFirst();
        for (int i = 0; i < values.length; i++) {
            boolean corner = i / size < size / CORNER && i % size < size / CORNER;
            values[i] = corner && none.isPresent()
                    ? none.get()
                    : classes.classes().get(indices[i] & 0xff).value();
        }
    }

    private boolean colored() {
        return classes.classes().stream().allMatch(one -> colors.containsKey(one.value()));
    }

    private boolean writable(int value) {
        return colored() ? colors.containsKey(value) : value >= 0 && value < BYTES;
    }

    /** {@return the indices of the classes in it} */
    SortedSet<Integer> classes() {
        SortedSet<Integer> present = new TreeSet<>();
        for (int value : values) {
            present.add(classes.indexOf(value));
        }
        present.remove(ClassTable.IGNORE);
        return present;
    }

    /** Writes it as a PNG. */
    void write(Path file) throws RasterException {
        boolean colored = colored();
        int bands = colored ? 3 : 1;
        byte[] pixels = new byte[bands * values.length];
        for (int i = 0; i < values.length; i++) {
            if (colored) {
                int rgb = colors.get(values[i]);
                pixels[i] = (byte) (rgb >> 16);
                pixels[values.length + i] = (byte) (rgb >> 8);
                pixels[2 * values.length + i] = (byte) rgb;
            } else {
                pixels[i] = (byte) values[i];
            }
        }
        RasterWriter.writePng(file, RasterSpec.of(size, size, bands, PixelType.UINT8), pixels);
    }
}
