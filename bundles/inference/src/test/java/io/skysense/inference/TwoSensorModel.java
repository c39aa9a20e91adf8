// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Quantity;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Resize;
import java.util.List;
import java.util.Map;

/**
 * One that says of each pixel what hr has there, and what the four times wider pixel of s2 has as the mean over its dates; 0
 * where a sensor is missing.
 */
final class TwoSensorModel extends WholeModel {

    static final int RATIO = 4;

    TwoSensorModel() {
        super(table());
    }

    private static BandTable bands(Modality modality) {
        return new BandTable(modality, List.of("one"), 10, 1, List.of(0.0), List.of(1.0));
    }

    private static DatasetTable table() {
        return new DatasetTable(
                "two",
                "Two",
                List.of(bands(Modality.HR), bands(Modality.S2)),
                ClassTable.NONE,
                List.of(new Quantity("hr", "", 0, 1), new Quantity("s2", "", 0, 1)),
                List.of(),
                "",
                "",
                "",
                List.of());
    }

    @Override
    public List<FeatureLevel> levels() {
        return List.of(new FeatureLevel(2, 1));
    }

    @Override
    public int granularity() {
        return 2 * RATIO;
    }

    @Override
    public Map<Modality, Integer> ratios() {
        return Map.of(Modality.HR, 1, Modality.S2, RATIO);
    }

    @Override
    public boolean readsSeries() {
        return true;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray hr = images.get(Modality.HR);
        Shape shape = hr.getShape();
        NDArray s2 = images.containsKey(Modality.S2) ? images.get(Modality.S2) : hr.zerosLike();
        if (s2.getShape().dimension() == 5) {
            s2 = s2.mean(new int[] {2});
        }
        NDArray wide = Resize.nearest(s2, shape.get(2), shape.get(3));
        return new FeaturePyramid(List.of(hr.concat(wide, 1)), (int) shape.get(2), (int) shape.get(3));
    }

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_VALUES;
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        return new Prediction(kind(), outputs.head());
    }
}
