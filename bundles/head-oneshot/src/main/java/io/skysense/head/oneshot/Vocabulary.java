// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.head.oneshot.OneShotSettings.Classes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which vocabulary id of the model stands for which class. The ids mean nothing by themselves, so they are drawn.
 *
 * @param ids one a class; {@link #BACKGROUND} for the class that is the background
 * @param background index of that class, if there is one
 */
record Vocabulary(List<Integer> ids, OptionalInt background) {

    /** The id of what no class is shown for. */
    static final int BACKGROUND = 0;

    /**
     * Draws the ids.
     *
     * @param table the classes
     * @param settings of the head
     * @param size V, ids of the model beside the background's
     * @return an id a class, different ones if the classes are shown together
     * @throws SettingsException if there is no class of the background's name, or there are too few ids
     */
    static Vocabulary of(ClassTable table, OneShotSettings settings, int size) {
        OptionalInt background = background(table, settings.background());
        int shown = table.size() - (background.isPresent() ? 1 : 0);
        if (settings.classes() == Classes.TOGETHER && shown > size) {
            throw new SettingsException("head oneshot: " + shown + " classes together, but the model's vocabulary has "
                    + size + "; show them one_by_one");
        }
        List<Integer> drawn =
                new ArrayList<>(IntStream.rangeClosed(1, size).boxed().toList());
        Collections.shuffle(drawn, new Random(settings.seed()));
        List<Integer> ids = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < table.size(); k++) {
            boolean isBackground = background.isPresent() && background.getAsInt() == k;
            ids.add(isBackground ? BACKGROUND : drawn.get(next++ % size));
        }
        return new Vocabulary(List.copyOf(ids), background);
    }

    /** {@return whether a class is the background} */
    boolean isBackground(int index) {
        return background.isPresent() && background.getAsInt() == index;
    }

    private static OptionalInt background(ClassTable table, String name) {
        if (name.isEmpty()) {
            return OptionalInt.empty();
        }
        List<String> names = table.classes().stream().map(LabelClass::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new SettingsException(
                    "head.background: there is no class '" + name + "'; there are: " + String.join(", ", names));
        }
        return OptionalInt.of(index);
    }
}
