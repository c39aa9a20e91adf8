// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.util.Locale;
import java.util.Map;

/** Names and values of figures as people write them. */
public final class Figures {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("meanIoU", "mean IoU"),
            Map.entry("meanF1", "mean F1"),
            Map.entry("meanDice", "mean Dice"),
            Map.entry("meanBinaryIoU", "mean binary IoU"),
            Map.entry("binaryIoU", "binary IoU"),
            Map.entry("f1OverImages", "F1 over images"),
            Map.entry("iouOverImages", "IoU over images"),
            Map.entry("iou", "IoU"),
            Map.entry("IoU", "IoU"),
            Map.entry("f1", "F1"),
            Map.entry("F1", "F1"),
            Map.entry("f1Micro", "F1 micro"),
            Map.entry("f1Macro", "F1 macro"),
            Map.entry("changeIoU", "change IoU"),
            Map.entry("changeF1", "change F1"),
            Map.entry("ap", "AP"),
            Map.entry("ap50", "AP50"),
            Map.entry("ap75", "AP75"),
            Map.entry("r2", "R2"),
            Map.entry("mae", "MAE"),
            Map.entry("rmse", "RMSE"));

    private Figures() {}

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

    /**
     * Writes a value with four significant digits, plainly where that is readable.
     *
     * @param value any number
     * @return for example {@code 0.9412}, {@code 2.00e-4} or {@code n/a} for NaN
     */
    public static String value(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "n/a" : value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.2e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.min(4, decimals) + "f", value);
    }
}
