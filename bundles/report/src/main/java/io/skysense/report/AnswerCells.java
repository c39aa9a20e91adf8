// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a sample and what was said of it, side by side.
 *
 * @param table classes and quantities
 * @param side width of a cell in pixels
 */
record AnswerCells(DatasetTable table, int side) {

    /**
     * Draws.
     *
     * @param truth what is known
     * @param said what a model said, whose kind decides what is drawn
     * @param ground the image
     * @return label, prediction and errors; null for what is not known
     */
    List<Picture> of(Labels truth, Labels said, Picture ground) {
        Picture label = null;
        Picture errors = null;
        Picture prediction;
        if (said.map().isPresent()) {
            LabelMap map = said.map().get();
            prediction = LabelPainter.paint(map, table.classes()).sampledTo(side);
            if (truth.map().isPresent()) {
                label = LabelPainter.paint(truth.map().get(), table.classes()).sampledTo(side);
                errors = LabelPainter.errors(truth.map().get(), map, ground).scaledTo(side);
            }
        } else if (said.values().isPresent()) {
            ValueMap map = said.values().get();
            Quantity quantity = table.quantities().get(0);
            prediction = ValuePainter.paint(map, quantity).scaledTo(side);
            if (truth.values().isPresent()) {
                ValueMap known = map.ofImage()
                        ? new ValueMap(
                                map.quantities(), 1, 1, truth.values().get().means())
                        : truth.values().get();
                label = ValuePainter.paint(known, quantity).scaledTo(side);
                errors = ValuePainter.errors(known, map, quantity).scaledTo(side);
            }
        } else if (said.objects().isPresent()) {
            Picture small = ground.scaledTo(side);
            double scale = (double) small.width() / ground.width();
            prediction = BoxPainter.paint(small, said.objects().get(), scale, table.classes());
            if (truth.objects().isPresent()) {
                label = BoxPainter.paint(small, truth.objects().get(), scale, table.classes());
            }
        } else {
            prediction = ScorePainter.paint(said.shares(), table.classes()).sampledTo(side);
            if (truth.has(LabelKind.IMAGE_CLASSES)) {
                List<Float> known = truth.shares(table.classes().size());
                label = ScorePainter.paint(known, table.classes()).sampledTo(side);
                errors = ScorePainter.errors(known, said.shares()).sampledTo(side);
            }
        }
        List<Picture> cells = new ArrayList<>();
        cells.add(label);
        cells.add(prediction);
        cells.add(errors);
        return cells;
    }
}
