// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.LabelMap;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Draws samples so that every class is shown often enough, where the list has as many.
 *
 * @param data the dataset
 * @param split which samples
 * @param shots samples that show each class, at least
 * @param seed of the draw
 */
record PromptDraw(Dataset data, String split, int shots, long seed) {

    /**
     * Draws.
     *
     * @param progress is told of the labels that are looked at
     * @return indices, ascending
     * @throws IOException if a list or label cannot be read
     */
    List<Integer> indices(Progress progress) throws IOException {
        List<Integer> order = order();
        int classes = data.table().classes().size();
        int[] shown = new int[classes];
        TreeSet<Integer> drawn = new TreeSet<>();
        Map<Integer, List<Integer>> seen = new LinkedHashMap<>();
        progress.begin("look for prompts", order.size());
        try {
            for (int index : order) {
                if (progress.cancelled()) {
                    throw new CancellationException();
                }
                List<Integer> has = classes(index);
                seen.put(index, has);
                if (has.stream().anyMatch(k -> shown[k] < shots)) {
                    drawn.add(index);
                    has.forEach(k -> shown[k]++);
                }
                progress.update(seen.size(), Map.of());
                if (IntStream.of(shown).allMatch(n -> n >= shots)) {
                    break;
                }
            }
        } finally {
            progress.end();
        }
        return List.copyOf(drawn);
    }

    /** The list says it, or the label itself. */
    private List<Integer> classes(int index) throws IOException {
        List<Integer> listed = data.classes(split, index);
        if (!listed.isEmpty()) {
            return listed;
        }
        LabelMap label = data.read(split, index).flatMap(s -> s.label()).orElse(null);
        if (label == null) {
            return List.of();
        }
        TreeSet<Integer> found = new TreeSet<>();
        int count = data.table().classes().size();
        for (byte c : label.classes()) {
            if ((c & 0xff) < count) {
                found.add(c & 0xff);
            }
        }
        return List.copyOf(found);
    }

    private List<Integer> order() throws IOException {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, data.size(split)).boxed().toList());
        SplittableRandom random = SeededRandom.of(seed, "prompts".hashCode());
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer other = order.get(j);
            order.set(j, order.get(i));
            order.set(i, other);
        }
        return order;
    }
}
