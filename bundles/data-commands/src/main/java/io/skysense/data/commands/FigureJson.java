// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import java.util.List;

/** The figures of a split as JSON. */
final class FigureJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double DIGITS = 1e6;

    private FigureJson() {}

    /** {@return an empty object} */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** {@return a node as indented text, with a line's end} */
    static String text(ObjectNode node) {
        return node.toPrettyString() + "\n";
    }

    /** {@return modalities, bands, classes and quantities with what was measured of them} */
    static ObjectNode of(DatasetTable table, SplitFigures figures) {
        ObjectNode split = MAPPER.createObjectNode();
        ArrayNode modalities = split.putArray("modalities");
        for (ModalityFigures one : figures.modalities().values()) {
            ObjectNode node = modalities.addObject();
            node.put("modality", one.table().modality().key());
            node.put("entries", one.entries());
            List<String> sizes = one.sizes();
            node.put("dates", sizes.get(0)).put("rows", sizes.get(1)).put("columns", sizes.get(2));
            node.put("nonFinite", one.nonFinite());
            ArrayNode bands = node.putArray("bands");
            for (int band = 0; band < one.bands().size(); band++) {
                Moments moments = one.bands().get(band);
                ObjectNode entry =
                        bands.addObject().put("band", one.table().bands().get(band));
                moments(entry, moments);
            }
        }
        ArrayNode classes = split.putArray("classes");
        for (int index = 0; index < table.classes().size(); index++) {
            ClassTable.LabelClass one = table.classes().classes().get(index);
            classes.addObject()
                    .put("value", one.value())
                    .put("name", one.name())
                    .put("entries", figures.entries(index))
                    .put("pixels", figures.pixels(index))
                    .put("objects", figures.objects(index));
        }
        ArrayNode quantities = split.putArray("quantities");
        for (int v = 0; v < table.quantities().size(); v++) {
            Moments moments = figures.quantities().get(v);
            ObjectNode entry = quantities
                    .addObject()
                    .put("name", table.quantities().get(v).name())
                    .put("known", moments.count());
            moments(entry, moments);
        }
        split.put("labels", figures.labels()).put("pixelsWithoutClass", figures.ignored());
        return split;
    }

    /**
     * What a definition says of a modality, with mean and deviation as measured, after division.
     *
     * @return an element of {@code bands} of a definition
     */
    static String definition(ModalityFigures figures) {
        BandTable table = figures.table();
        ObjectNode node =
                MAPPER.createObjectNode().put("modality", table.modality().key());
        table.bands().forEach(node.putArray("bands")::add);
        node.put("gsd", table.gsd()).put("div", table.div());
        ArrayNode mean = node.putArray("mean");
        ArrayNode std = node.putArray("std");
        for (Moments moments : figures.bands()) {
            mean.add(rounded(moments.mean() / table.div()));
            std.add(rounded(moments.deviation() / table.div()));
        }
        return node.toString();
    }

    private static void moments(ObjectNode entry, Moments moments) {
        number(entry, "mean", moments.mean());
        number(entry, "std", moments.deviation());
        number(entry, "min", moments.min());
        number(entry, "max", moments.max());
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isNaN(value)) {
            node.putNull(key);
        } else {
            node.put(key, value);
        }
    }

    private static double rounded(double value) {
        return Math.rint(value * DIGITS) / DIGITS;
    }
}
