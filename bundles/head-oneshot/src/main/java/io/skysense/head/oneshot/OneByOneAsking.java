// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.head.oneshot.Prompts.Prompt;
import java.util.List;

/**
 * Each class by itself, everything else as background: {@code q_k = mean_i softmax(scores_i)_k}, the softmax over the
 * class and the background, the mean over the prompts i that show class k. The background, if it is a class, has
 * {@code 1 - max_k q_k}; probabilities are these values over their sum.
 *
 * @param model the complete model
 * @param vocabulary an id for each class
 */
record OneByOneAsking(InContextNetwork model, Vocabulary vocabulary) implements Asking {

    @Override
    public NDArray ask(List<Prompt> prompts, NDArray queries, boolean training) {
        int classes = vocabulary.ids().size();
        ClassSums sums = new ClassSums(classes);
        for (Prompt prompt : prompts) {
            for (int k = 0; k < classes; k++) {
                if (!vocabulary.isBackground(k) && prompt.shows(k)) {
                    sums.add(k, alone(prompt, k, queries, training));
                }
            }
        }
        NDArray means = sums.means(queries);
        if (vocabulary.background().isPresent()) {
            NDArray one = Arithmetic.array(queries.getManager(), 1);
            means = with(means, one.sub(means.max(new int[] {1}, true)));
        }
        return ClassSums.normalised(means);
    }

    /** Where {@code q_k > 1/2}, as in the reference's evaluation; without a background the likeliest class. */
    @Override
    public NDArray found(NDArray probabilities) {
        NDArray most = others(probabilities).max(new int[] {1}, true);
        if (vocabulary.background().isEmpty()) {
            return probabilities.gte(most);
        }
        int k = vocabulary.background().getAsInt();
        NDArray background = probabilities.get(":, " + k + ":" + (k + 1));
        // Most and background were 1 together before all were divided by their sum.
        NDArray half = Arithmetic.scale(most.add(background), 0.5);
        return probabilities.gt(half);
    }

    private NDArray alone(Prompt prompt, int index, NDArray queries, boolean training) {
        int id = vocabulary.ids().get(index);
        List<Integer> ids = List.of(Vocabulary.BACKGROUND, id);
        return PromptPass.run(model, prompt, k -> k == index ? id : Vocabulary.BACKGROUND, queries, ids, training)
                .get(":, 1:2");
    }

    private NDArray others(NDArray values) {
        return vocabulary.background().isEmpty() ? values : with(values, null);
    }

    /** Puts another plane where the background's is, or none. */
    private NDArray with(NDArray values, NDArray background) {
        int k = vocabulary.background().orElseThrow();
        NDList planes = new NDList();
        if (k > 0) {
            planes.add(values.get(":, :" + k));
        }
        if (background != null) {
            planes.add(background);
        }
        if (k + 1 < vocabulary.ids().size()) {
            planes.add(values.get(":, " + (k + 1) + ":"));
        }
        return NDArrays.concat(planes, 1);
    }
}
