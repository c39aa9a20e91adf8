// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.data.ClassTable;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.head.oneshot.Prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All classes of a prompt at once: {@code p_k = mean_i softmax(scores_i)_k}, the mean over the prompts i that show class
 * k, over the sum of these means. The softmax is over the classes that the prompt shows, and the background's if there is
 * one.
 *
 * @param model the complete model
 * @param vocabulary different ids for all classes
 */
record TogetherAsking(InContextNetwork model, Vocabulary vocabulary) implements Asking {

    @Override
    public NDArray ask(List<Prompt> prompts, NDArray queries, boolean training) {
        ClassSums sums = new ClassSums(vocabulary.ids().size());
        for (Prompt prompt : prompts) {
            List<Integer> shown = shown(prompt);
            List<Integer> ids = shown.stream().map(vocabulary.ids()::get).toList();
            NDArray said = PromptPass.run(model, prompt, this::id, queries, ids, training);
            for (int i = 0; i < shown.size(); i++) {
                sums.add(shown.get(i), said.get(":, " + i + ":" + (i + 1)));
            }
        }
        return ClassSums.normalised(sums.means(queries));
    }

    /** The likeliest class. */
    @Override
    public NDArray found(NDArray probabilities) {
        NDArray likeliest = probabilities.argMax(1);
        NDArray each = probabilities
                .getManager()
                .arange(0, vocabulary.ids().size(), 1, DataType.INT64)
                .reshape(1, -1, 1, 1);
        return likeliest.expandDims(1).eq(each);
    }

    private int id(int index) {
        return index == ClassTable.IGNORE
                ? Vocabulary.BACKGROUND
                : vocabulary.ids().get(index);
    }

    private List<Integer> shown(Prompt prompt) {
        return new ArrayList<>(IntStream.range(0, vocabulary.ids().size())
                .filter(k -> vocabulary.isBackground(k) || prompt.shows(k))
                .boxed()
                .toList());
    }
}
