// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.dataset.kit.layout.FileLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is to be said of a dataset: what it is, and how its files hold it.
 *
 * @param table what it is
 * @param files how its files hold it
 */
public record DatasetDefinition(DatasetTable table, FileLayout files) {

    /** Checks that the two agree. */
    public DatasetDefinition {
        ClassTable classes = table.classes();
        files.listed().forEach(value -> check(classes, value, "listed"));
        files.colors().forEach((color, value) -> check(classes, value, "colors: " + color));
        table.bands().forEach(bands -> {
            String modality = bands.modality().key();
            files.bands().forEach((of, taken) -> {
                if (of.split(":")[0].equals(modality)
                        && taken.size() != bands.bands().size()) {
                    throw new IllegalArgumentException("files: bands: " + of + ": " + taken.size()
                            + " are taken, the table has " + bands.bands().size());
                }
            });
        });
    }

    private static void check(ClassTable classes, int value, String where) {
        if (classes.indexOf(value) < 0) {
            throw new IllegalArgumentException(
                    "files: " + where + ": label value " + value + " is not in the table of classes");
        }
    }

    /**
     * The classes in the order that list entries number them in.
     *
     * @return class indices, all of them once; {@link ClassTable#IGNORE} where a number stands for an ignored value
     */
    public List<Integer> listedClasses() {
        List<Integer> indices = new ArrayList<>();
        files.listed().forEach(value -> indices.add(table.classes().indexOf(value)));
        for (int index = 0; index < table.classes().size(); index++) {
            if (!indices.contains(index)) {
                indices.add(index);
            }
        }
        return List.copyOf(indices);
    }
}
