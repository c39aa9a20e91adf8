// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.isaid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IsaidReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new IsaidReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return IsaidCopy.make(parent);
    }

    @Override
    protected List<String> otherLists() {
        return List.of("grey");
    }

    @Test
    void coloursAreClasses() throws IOException {
        List<Integer> all = Stream.concat(IntStream.range(0, 15).boxed(), Stream.of(ClassTable.IGNORE))
                .toList();
        assertEquals(all, stripes("train", 0, 16));
    }

    @Test
    void aGreyImageIsRedGreenAndBlueAlike() throws IOException {
        try (Dataset dataset = reader.open(DatasetOptions.of(folder))) {
            ImageCube image = dataset.read("train", 1).orElseThrow().images().get(Modality.HR);
            int plane = image.height() * image.width();
            float[] red = Arrays.copyOf(image.values(), plane);
            assertArrayEquals(red, Arrays.copyOfRange(image.values(), plane, 2 * plane));
            assertArrayEquals(red, Arrays.copyOfRange(image.values(), 2 * plane, 3 * plane));
        }
    }
}
