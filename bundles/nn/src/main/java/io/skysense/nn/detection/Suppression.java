// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import io.skysense.api.data.ObjectBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Non-maximum suppression: of boxes of one class that say the same object, the surest stays. */
public final class Suppression {

    private Suppression() {}

    /**
     * Chooses.
     *
     * @param boxes any number
     * @param iou overlap above which two boxes are of one object
     * @param most how many stay at most, the surest
     * @return those that stay, the surest first
     */
    public static List<ObjectBox> of(List<ObjectBox> boxes, double iou, int most) {
        List<ObjectBox> sorted = new ArrayList<>(boxes);
        sorted.sort(Comparator.comparingDouble(ObjectBox::score).reversed());
        List<ObjectBox> kept = new ArrayList<>();
        Map<Integer, List<ObjectBox>> byClass = new HashMap<>();
        for (ObjectBox box : sorted) {
            if (kept.size() == most) {
                break;
            }
            List<ObjectBox> same = byClass.computeIfAbsent(box.classIndex(), k -> new ArrayList<>());
            if (same.stream().noneMatch(other -> BoxOverlap.iou(other, box) > iou)) {
                same.add(box);
                kept.add(box);
            }
        }
        return kept;
    }
}
