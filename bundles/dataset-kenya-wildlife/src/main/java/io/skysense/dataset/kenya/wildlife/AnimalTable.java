// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kenya.wildlife;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.SideTable;
import io.skysense.dataset.kit.list.ListedObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The table {@code annotations_images.csv}: an animal a line, in a box in pixels of its image. */
final class AnimalTable {

    private AnimalTable() {}

    /**
     * Reads the table.
     *
     * @param folder the dataset's folder
     * @param classes the species
     * @return the animals of each image, by its file name
     * @throws DatasetException if the table is missing or a line is not what it should be; names it
     * @throws IOException if it cannot be read
     */
    static Map<String, List<ListedObject>> read(Path folder, ClassTable classes) throws IOException {
        Path table = folder.resolve("annotations_images.csv");
        Map<String, List<ListedObject>> animals = new TreeMap<>();
        for (SideTable.Row row :
                SideTable.read(table, "the animals in the images", "FILE", "x1", "y1", "x2", "y2", "SPECIES")) {
            animals.computeIfAbsent(row.text("FILE"), file -> new ArrayList<>()).add(animal(row, classes));
        }
        return animals;
    }

    private static ListedObject animal(SideTable.Row row, ClassTable classes) throws DatasetException {
        String species = row.text("SPECIES");
        int number = IntStream.range(0, classes.size())
                .filter(i -> classes.classes().get(i).name().equalsIgnoreCase(species))
                .findFirst()
                .orElseThrow(() -> new DatasetException(row.place() + "species \"" + species + "\" is not known"));
        double left = row.number("x1");
        double top = row.number("y1");
        double width = row.number("x2") - left;
        double height = row.number("y2") - top;
        if (!(width > 0) || !(height > 0)) {
            throw new DatasetException(row.place() + "a box of " + width + " by " + height + " pixels");
        }
        return new ListedObject(number, left + width / 2, top + height / 2, width, height, 0);
    }
}
