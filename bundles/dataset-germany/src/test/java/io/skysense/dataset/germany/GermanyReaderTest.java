// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.germany;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GermanyReaderTest extends DatasetReaderContract {

    private static final int SIDE = 24;
    private static final double[] CROPS = {0, 1, 2, 3, 5, 8, 9, 12, 13, 15, 16, 17, 19, 22, 23, 24, 25, 26};

    @Override
    protected DatasetReader reader() {
        return new GermanyReader();
    }

    /** The reference's arrays and list files: series of different lengths, labels that begin with every number. */
    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "germany");
        Files.writeString(
                copy.file("germany_crop_train.json"),
                "[" + place(copy, "1", "20160103", "20160212", "20160701") + "," + place(copy, "2", "20160103") + "]");
        Files.writeString(copy.file("germany_crop_val.json"), "[" + place(copy, "3", "20170611", "20170701") + "]");
        return copy.root();
    }

    private static String place(TinyCopy copy, String name, String... dates) throws IOException {
        TinyArray series = TinyArray.noise("<i2", name.hashCode(), dates.length, 10, SIDE, SIDE);
        TinyArray.npz(copy.file("images/" + name + ".npz"), Map.of("image", series, "date", TinyArray.texts(dates)));
        TinyArray label = TinyArray.of("<i2", new int[] {1, SIDE, SIDE}, CROPS);
        TinyArray.npz(copy.file("labels/" + name + ".npz"), Map.of("image", label));
        return "{\"s2_path\": \"germany/images/%1$s.npz\", \"target_path\": \"germany/labels/%1$s.npz\"}"
                .formatted(name);
    }

    @Test
    void aSeriesHasItsDates() throws IOException {
        Sample sample = read("train", 0);
        assertEquals(3, sample.images().get(Modality.S2).times());
        assertEquals(LocalDate.of(2016, 2, 12), sample.dates().get(Modality.S2).get(1));
    }

    @Test
    void theNumbersOfSeventeenCropsAreClassesInOrderAndUnknownLandIsNone() throws IOException {
        LabelMap label = read("val", 0).label().orElseThrow();
        assertEquals(ClassTable.IGNORE, label.at(0, 0));
        assertEquals(
                IntStream.range(0, 17).boxed().toList(),
                IntStream.range(1, 18).map(i -> label.at(0, i)).boxed().toList());
        assertEquals(List.of("rape", "maize"), List.of(name(3), name(16)));
    }

    private String name(int index) {
        return reader().table().classes().classes().get(index).name();
    }
}
