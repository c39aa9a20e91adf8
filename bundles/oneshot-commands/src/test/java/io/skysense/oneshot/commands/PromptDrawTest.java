// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Sample;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every class is shown by as many prompts as are asked for, where there are as many. */
class PromptDrawTest {

    private static final String SPLIT = "train";

    /** Sample i shows the classes of its row; lists say it of even samples, the labels of odd ones. */
    private record Shown(List<List<Integer>> rows) implements Dataset {

        @Override
        public DatasetTable table() {
            ClassTable classes = new ClassTable(
                    IntStream.range(0, 3)
                            .mapToObj(k -> new LabelClass(k, "c" + k, "#00000" + k))
                            .toList(),
                    List.of());
            return new DatasetTable("shown", "", List.of(), classes, List.of(SPLIT), "", "", "");
        }

        @Override
        public int size(String split) {
            return rows.size();
        }

        @Override
        public Optional<Sample> read(String split, int index) {
            byte[] label = new byte[rows.get(index).size() + 1];
            label[label.length - 1] = (byte) ClassTable.IGNORE;
            for (int i = 0; i + 1 < label.length; i++) {
                label[i] = rows.get(index).get(i).byteValue();
            }
            LabelMap map = new LabelMap(1, label.length, label);
            return Optional.of(new Sample("s" + index, Map.of(), Optional.of(map), Map.of(), Optional.empty()));
        }

        @Override
        public List<Integer> classes(String split, int index) {
            return index % 2 == 0 ? rows.get(index) : List.of();
        }

        @Override
        public void close() {}
    }

    private static final Shown DATA = new Shown(List.of(
            List.of(0), List.of(0, 1), List.of(0), List.of(0), List.of(1), List.of(0, 2), List.of(), List.of(0, 1)));

    private static long showing(List<Integer> drawn, int index) {
        return drawn.stream().filter(i -> DATA.rows().get(i).contains(index)).count();
    }

    @Test
    void everyClassIsShownOftenEnough() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            List<Integer> drawn = new PromptDraw(DATA, SPLIT, 2, seed).indices(Progress.NONE);

            assertTrue(showing(drawn, 0) >= 2 && showing(drawn, 1) >= 2, drawn.toString());
            assertEquals(1, showing(drawn, 2), "there is no second one");
            assertTrue(drawn.size() <= 5, "no more than classes need: " + drawn);
        }
    }

    @Test
    void aSeedDrawsTheSameAgainAndAnotherOneOthers() throws IOException {
        List<Integer> first = new PromptDraw(DATA, SPLIT, 1, 3).indices(Progress.NONE);

        assertEquals(first, new PromptDraw(DATA, SPLIT, 1, 3).indices(Progress.NONE));
        long draws = IntStream.range(0, 20)
                .mapToObj(seed -> {
                    try {
                        return new PromptDraw(DATA, SPLIT, 1, seed).indices(Progress.NONE);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .distinct()
                .count();
        assertTrue(draws > 1, draws + " different draws");
    }
}
