// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.util.Locale;
import java.util.Map;

/** Names of figures as people write them. */
public final class FigureNames {

    private static final Map<String, String> KNOWN = Map.of(
            "meanIoU", "mean IoU",
            "meanF1", "mean F1",
            "meanDice", "mean Dice",
            "f1OverImages", "F1 over images",
            "iouOverImages", "IoU over images",
            "iou", "IoU",
            "IoU", "IoU",
            "f1", "F1",
            "F1", "F1");

    private FigureNames() {}

    /**
     * Turns the key of a figure into words.
     *
     * @param key for example {@code overallAccuracy}
     * @return for example {@code overall accuracy}
     */
    public static String words(String key) {
        String known = KNOWN.get(key);
        return known != null
                ? known
                : key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
