// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.jl16.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class Jl16MmReaderTest extends DatasetReaderContract {

    private final Jl16MmReader reader = new Jl16MmReader();

    @Override
    protected DatasetReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        return Jl16Copy.make(parent);
    }

    @Test
    void theFirstClassIsZeroAndRadarKeepsItsOwnSizeAndDates() throws IOException {
        Sample sample = read("train", 0);
        assertEquals(0, sample.label().orElseThrow().at(0, 0));
        assertEquals(15, sample.label().orElseThrow().at(0, Jl16Copy.SIDE - 1));
        assertEquals(Jl16Copy.S1_SIDE, sample.images().get(Modality.S1).width());
        assertEquals(
                List.of(LocalDate.of(2021, 1, 3), LocalDate.of(2021, 6, 22)),
                sample.dates().get(Modality.S1));
        assertEquals(ClassTable.IGNORE, read("train", 1).label().orElseThrow().at(0, Jl16Copy.SIDE / 2));
    }
}
