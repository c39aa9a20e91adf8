// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** One pass over pairs: the prompt above, a query below whose labels are hidden. */
final class PromptPass {

    private PromptPass() {}

    /**
     * Runs the model.
     *
     * @param model the complete model
     * @param prompt what is shown above every query
     * @param idOf the vocabulary id in which a class index is shown
     * @param queries (B, C, S, S)
     * @param ids n different vocabulary ids to choose among: ids that are not in use say nothing
     * @param training whether dropout and its like are on
     * @return (B, n, S, S) the probability of each of these ids, summing to 1 over n
     */
    static NDArray run(
            InContextNetwork model,
            Prompts.Prompt prompt,
            IntUnaryOperator idOf,
            NDArray queries,
            List<Integer> ids,
            boolean training) {
        long batch = queries.getShape().get(0);
        long side = queries.getShape().get(2);
        NDManager manager = queries.getManager();
        NDArray images = NDArrays.concat(new NDList(prompt.image().repeat(0, batch), queries), 2);
        NDArray shown = ids(prompt, idOf, manager, side).repeat(0, batch);
        NDArray hidden = NDArrays.concat(
                new NDList(manager.zeros(new Shape(batch, 1, 1)), manager.ones(new Shape(batch, 1, 1))), 1);
        InContextBatch pairs = new InContextBatch(Map.of(Modality.HR, images), Map.of(), Map.of(), shown, hidden);
        return model.scores(pairs, ids, training).get(":, :, " + side + ":").softmax(1);
    }

    /** What stands below is hidden, so it makes no difference. */
    private static NDArray ids(Prompts.Prompt prompt, IntUnaryOperator idOf, NDManager manager, long side) {
        int[] classes = prompt.classes();
        LongBuffer ids = ByteBuffer.allocateDirect(Math.multiplyExact(2 * Long.BYTES, classes.length))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        for (int i = 0; i < classes.length; i++) {
            ids.put(i, idOf.applyAsInt(classes[i]));
        }
        return Arithmetic.array(manager, ids, new Shape(1, 2 * side, side), DataType.INT64);
    }
}
