// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pollution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.list.ListFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollutionReaderTest extends DatasetReaderContract {

    private final PollutionReader reader = new PollutionReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return PollutionCopy.make(parent);
    }

    @Test
    void aStationSaysWhatItMeasuresOfItsImageAsAWhole() throws IOException {
        Sample known = read("train", 0);
        assertTrue(known.labels().has(LabelKind.IMAGE_VALUES));
        assertArrayEquals(
                new float[] {8.1f, 55.9f, 8.4f},
                known.labels().values().orElseThrow().values());
        float[] partly = read("train", 1).labels().values().orElseThrow().values();
        assertArrayEquals(new float[] {20.1f, 48.8f, Float.NaN}, partly);
    }

    @Test
    void theMiddleOfTheSentinel2ImageIsTakenInTheOrderOfTheTable(@TempDir Path elsewhere) throws IOException {
        Path file = elsewhere.resolve("S2.npy");
        int side = PollutionCopy.SENTINEL2_SIDE;
        double[] values = new double[side * side * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 30_000;
        }
        TinyArray.of("<u2", new int[] {side, side, 12}, values).npy(file);

        ImageCube image = reader.parts().images(Modality.S2, List.of(file)).orElseThrow();

        assertEquals(120, image.height());
        // The first pixel of the middle; B2 is the third band of the file, B8 the fourth.
        assertEquals((2 * side + 2) * 12 % 30_000 + 2, image.values()[image.index(0, 0, 0, 0)]);
        assertEquals((3 * side + 4) * 12 % 30_000 + 3, image.values()[image.index(0, 6, 1, 2)]);
    }

    @Test
    void theColumnOfNitrogenDioxideIsOneBand() throws IOException {
        ImageCube column = read("train", 0).images().get(Modality.S1);

        assertEquals(1, column.bands());
        assertEquals(1e15f + 1e11f * 122, column.values()[column.index(0, 0, 1, 2)], 1e9f);
        assertEquals(1.23185273e15f, column.values()[column.index(0, 0, 119, 119)], 1e9f, "the mean, where unknown");
    }

    @Test
    void theTableGivesTheEntriesOfTheLists() throws IOException {
        Path own = folder.resolve("3pollution");
        for (String split : reader.table().splits()) {
            assertEquals(
                    ListFile.read(own.resolve("3pollution_" + split + ".json")).records(),
                    reader.index(own, split),
                    split);
        }
    }

    @Test
    void filesOfOtherShapesAreNamed(@TempDir Path elsewhere) throws IOException {
        Path file = elsewhere.resolve("S2.npy");
        TinyArray.of("<u2", new int[] {12, 200, 200}, 1).npy(file);
        DatasetException shape =
                assertThrows(DatasetException.class, () -> reader.parts().images(Modality.S2, List.of(file)));
        assertTrue(shape.getMessage().startsWith(file + ": an array of shape [12, 200, 200]"), shape.getMessage());
        Path other = Files.write(elsewhere.resolve("old.netcdf"), new byte[] {'C', 'D', 'F', 1, 0, 0, 0, 0});
        DatasetException old =
                assertThrows(DatasetException.class, () -> reader.parts().images(Modality.S1, List.of(other)));
        assertTrue(old.getMessage().startsWith(other + ": cannot be read as HDF5"), old.getMessage());
    }
}
