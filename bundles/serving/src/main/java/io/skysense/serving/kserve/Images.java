// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.transform.Normalization;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.model.ServedModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The images of a request, checked against what a model reads: one tensor (B, C, H, W) a modality, of a model of several
 * dates (B, D, C, H, W), in the unit of the source, all of one B, H and W.
 *
 * @param batch B*D
 * @param height H
 * @param width W
 * @param values by modality, normalised
 */
record Images(int batch, int height, int width, Map<Modality, float[]> values) {

    /**
     * Reads a request.
     *
     * @param inputs its tensors
     * @param model what is asked
     * @return its images
     * @throws HttpFailure 400 if a tensor is missing, unknown or of another shape
     */
    static Images of(List<Tensor> inputs, ServedModel model) throws HttpFailure {
        List<BandTable> tables = model.inputs();
        Map<Modality, float[]> values = new EnumMap<>(Modality.class);
        List<Long> first = null;
        for (BandTable table : tables) {
            Tensor tensor = find(inputs, table.modality().key(), tables);
            float[] pixels = tensor.values();
            List<Long> sides = sides(tensor, table, model);
            if (first != null && !first.equals(sides)) {
                throw refuse(tensor.name() + ": B, H and W are " + sides + ", those of another input " + first);
            }
            first = sides;
            normalise(table, pixels, sides);
            values.put(table.modality(), pixels);
        }
        if (inputs.size() > tables.size()) {
            throw refuse("more inputs than the model has: " + names(tables));
        }
        return new Images(
                Math.toIntExact(first.get(0) * model.dates()),
                Math.toIntExact(first.get(1)),
                Math.toIntExact(first.get(2)),
                values);
    }

    /**
     * Brings the images to a device.
     *
     * @param manager owns the arrays
     * @return (B*D, C, H, W) by modality
     */
    Map<Modality, NDArray> on(NDManager manager) {
        Map<Modality, NDArray> arrays = new EnumMap<>(Modality.class);
        values.forEach((modality, pixels) -> {
            Shape shape = new Shape(batch, pixels.length / ((long) batch * height * width), height, width);
            arrays.put(modality, Arithmetic.array(manager, FloatBuffer.wrap(pixels), shape, DataType.FLOAT32));
        });
        return arrays;
    }

    private static Tensor find(List<Tensor> inputs, String name, List<BandTable> tables) throws HttpFailure {
        List<Tensor> found = new ArrayList<>(inputs);
        found.removeIf(t -> !name.equals(t.name()));
        if (found.size() != 1) {
            throw refuse(found.isEmpty() ? name + " is missing; the model reads " + names(tables) : name + " twice");
        }
        return found.get(0);
    }

    private static List<Long> sides(Tensor tensor, BandTable table, ServedModel model) throws HttpFailure {
        List<Long> shape = tensor.shape();
        long bands = table.bands().size();
        List<Long> inner = model.dates() == 1 ? List.of(bands) : List.of((long) model.dates(), bands);
        int row = 1 + inner.size();
        if (shape.size() != row + 2 || !shape.subList(1, row).equals(inner)) {
            String wanted = inner.stream().map(String::valueOf).collect(Collectors.joining(", "));
            throw refuse(tensor.name() + ": shape " + shape + ", expected [B, " + wanted + ", H, W]");
        }
        long height = shape.get(row);
        long width = shape.get(row + 1);
        int granularity = model.granularity();
        if (height % granularity != 0 || width % granularity != 0) {
            throw refuse(tensor.name() + ": H " + height + " and W " + width + " must be multiples of " + granularity);
        }
        return List.of(shape.get(0), height, width);
    }

    private static void normalise(BandTable table, float[] pixels, List<Long> sides) {
        Normalization normalization = Normalization.of(table);
        int plane = Math.toIntExact(sides.get(1) * sides.get(2));
        int bands = table.bands().size();
        for (int i = 0; i < pixels.length / plane; i++) {
            normalization.apply(i % bands, pixels, i * plane, plane);
        }
    }

    private static String names(List<BandTable> tables) {
        return tables.stream().map(t -> t.modality().key()).collect(Collectors.joining(", "));
    }

    private static HttpFailure refuse(String why) {
        return new HttpFailure(HttpFailure.BAD_REQUEST, "inputs: " + why);
    }
}
