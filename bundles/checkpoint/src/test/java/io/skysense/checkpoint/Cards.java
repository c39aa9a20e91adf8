// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.api.config.Settings;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.train.Preset;
import java.util.List;
import java.util.Map;

/** What tests save beside arrays. */
final class Cards {

    private Cards() {}

    static Preset preset() {
        return Settings.parse("""
                        {"name": "test", "seed": 3, "device": "cpu",
                         "encoders": {"hr": {"type": "swin", "depths": [2, 2]}},
                         "backbone": {"type": "pass"}, "head": {"type": "uper", "classes": {"a": 1}}}
                        """, "test").over(Preset.DEFAULTS);
    }

    static ModelCard card(long step) {
        DatasetTable table = new DatasetTable(
                "tiny",
                "Tiny",
                List.of(new BandTable(
                        Modality.HR, List.of("r", "g", "b"), 0.5, 255, List.of(0.1, 0.2, 0.3), List.of(1.0, 1.0, 1.0))),
                new ClassTable(
                        List.of(
                                new ClassTable.LabelClass(0, "forest", "#00ff00"),
                                new ClassTable.LabelClass(1, "not forest", "#ff0000")),
                        List.of(255)),
                List.of("train", "val"),
                "CC0",
                "",
                "");
        return new ModelCard(
                step,
                preset(),
                table,
                Map.of("io.skysense.encoder.hr", "1.0.0"),
                Map.of("meanIoU", 0.5, "water", Double.NaN));
    }

    static TrainingState state(long step) {
        return new TrainingState(
                step,
                1000,
                Long.MIN_VALUE,
                2,
                17,
                Map.of("drop", -5L),
                12.25,
                new TrainingState.Best("meanIoU", 0.1 + 0.2, step - 1),
                3);
    }
}
