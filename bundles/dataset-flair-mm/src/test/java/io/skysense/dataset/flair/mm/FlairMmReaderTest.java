// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlairMmReaderTest extends PublishedDatasetContract {

    private final FlairMmReader reader = new FlairMmReader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return FlairCopy.make(parent);
    }

    @Test
    void thePartOfTheAreaAroundTheCentreIsCut() throws IOException {
        Sample sample = read("train", 0);
        ImageCube s2 = sample.images().get(Modality.S2);
        assertEquals(2, s2.times());
        assertEquals(10, s2.height());
        assertEquals(10, s2.width());
        float[] area = FlairCopy.areaValues();
        int row = FlairCopy.CENTRE[0] - 5;
        int column = FlairCopy.CENTRE[1] - 5;
        for (int t = 0; t < 2; t++) {
            for (int band = 0; band < 10; band++) {
                int first = ((t * 10 + band) * FlairCopy.AREA_HEIGHT + row) * FlairCopy.AREA_WIDTH + column;
                assertEquals(area[first], s2.values()[s2.index(t, band, 0, 0)]);
                assertEquals(area[first + 9 * FlairCopy.AREA_WIDTH + 9], s2.values()[s2.index(t, band, 9, 9)]);
            }
        }
        assertEquals(
                List.of(LocalDate.of(2021, 1, 5), LocalDate.of(2021, 6, 19)),
                sample.dates().get(Modality.S2));
    }

    @Test
    void threeOfFiveBandsAreTakenAndOtherIsAClass() throws IOException {
        Sample sample = read("train", 1);
        assertEquals(3, sample.images().get(Modality.HR).bands());
        assertEquals(9, sample.label().orElseThrow().at(0, 0));
        assertEquals(18, sample.label().orElseThrow().at(0, FlairCopy.SIDE - 1));
    }

    @Test
    void patchesAreJoinedToTheSeriesOfTheirAreas() throws IOException {
        List<ListRecord> train = reader.index(folder.resolve("flair-mm"), "train");
        assertEquals(2, train.size());
        for (ListRecord record : train) {
            assertEquals(
                    List.of("flair-mm/flair_sen_train/D004_2021/Z1_NN/sen/SEN2_sp_D004_2021-Z1_NN_data.npy"),
                    record.s2());
        }
        assertEquals(List.of(12.0, 21.0), train.get(0).s2CutPoints());
        assertEquals(List.of(15.0, 9.0), train.get(1).s2CutPoints());
        List<ListRecord> val = reader.index(folder.resolve("flair-mm"), "val");
        assertEquals(
                List.of("flair-mm/flair_2_sen_test/D012_2019/Z4_UU/sen/SEN2_sp_D012_2019-Z4_UU_data.npy"),
                val.get(0).s2());
    }
}
