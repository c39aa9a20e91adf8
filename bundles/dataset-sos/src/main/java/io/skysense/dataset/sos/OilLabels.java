// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sos;

import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Labels of one band, in which oil is 1, 3 or 255. */
final class OilLabels implements SampleParts {

    private static final Set<Integer> OIL = Set.of(1, 3, 255);
    private static final byte OIL_VALUE = 1;

    @Override
    public Optional<LabelMap> label(Path file) throws IOException {
        try (RasterReader reader = RasterReader.openUnplaced(file)) {
            if (reader.bands() > 1) {
                return Optional.empty();
            }
            float[] read = reader.readFloats(ReadRequest.of(new Window(0, 0, reader.width(), reader.height())));
            byte[] values = new byte[read.length];
            for (int i = 0; i < read.length; i++) {
                int value = (int) read[i];
                values[i] = OIL.contains(value) ? OIL_VALUE : (byte) value;
            }
            return Optional.of(new LabelMap(reader.height(), reader.width(), values));
        }
    }
}
