// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextPrompt;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels images by one example each. The reference chooses among all ids of the vocabulary and calls those that no
 * colour has black; here only the ids in use and black are chosen among.
 *
 * @param model the model
 */
record OneShot(SkySensePlusPlus model) {

    /**
     * Labels.
     *
     * @param prompt examples and queries
     * @return (B, S, S) int64 colour codes, of the manager of the prompt's image
     */
    NDArray segment(InContextPrompt prompt) {
        check(prompt);
        NDManager owner = prompt.image().getManager();
        try (GradMode off = GradMode.off();
                NDManager manager = owner.newSubManager();
                InContextTargets targets = model.colours()
                        .convertColours(prompt.colours(), model.colours().permutation(prompt.seed()))) {
            Map<Integer, Integer> colours = new TreeMap<>(targets.colours());
            colours.putIfAbsent(0, 0);
            InContextBatch batch = batch(prompt, targets.ids(), manager);
            long side = prompt.image().getShape().get(2);
            try (NDArray scores = model.scores(batch, List.copyOf(colours.keySet()), false);
                    NDArray query = scores.get(":, :, " + side + ":");
                    NDArray best = query.argMax(1)) {
                return codes(best, List.copyOf(colours.values()), owner);
            }
        }
    }

    private void check(InContextPrompt prompt) {
        Shape image = prompt.image().getShape();
        if (image.dimension() != 4 || image.get(2) != image.get(3)) {
            throw new IllegalArgumentException("image: (B, C, S, S) is expected, not " + image);
        }
        if (!prompt.query().getShape().equals(image)) {
            throw new IllegalArgumentException("query " + prompt.query().getShape() + ": " + image
                    + " is expected, the shape of the example's image");
        }
        Shape colours = new Shape(image.get(0), 3, image.get(2), image.get(3));
        if (!prompt.colours().getShape().equals(colours) || prompt.colours().getDataType() != DataType.UINT8) {
            throw new IllegalArgumentException("colours: " + colours + " of uint8 is expected, not "
                    + prompt.colours().getShape() + " of " + prompt.colours().getDataType());
        }
    }

    /** Example above, query below; the query's labels are masked, so what they are makes no difference. */
    private static InContextBatch batch(InContextPrompt prompt, NDArray ids, NDManager manager) {
        NDArray images = NDArrays.concat(new NDList(prompt.image(), prompt.query()), 2);
        NDArray above = NDArrays.concat(new NDList(ids, ids.zerosLike()), 1);
        long samples = ids.getShape().get(0);
        NDArray hidden = NDArrays.concat(
                new NDList(manager.zeros(new Shape(samples, 1, 1)), manager.ones(new Shape(samples, 1, 1))), 1);
        images.attach(manager);
        above.attach(manager);
        return new InContextBatch(Map.of(Modality.HR, images), Map.of(), Map.of(), above, hidden);
    }

    private static NDArray codes(NDArray best, List<Integer> colours, NDManager owner) {
        long[] places = best.toLongArray();
        LongBuffer codes = ByteBuffer.allocateDirect(Math.multiplyExact(Long.BYTES, places.length))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        for (int i = 0; i < places.length; i++) {
            codes.put(i, colours.get((int) places[i]));
        }
        return Arithmetic.array(owner, codes, best.getShape(), DataType.INT64);
    }
}
