// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import java.util.Arrays;

/** Pixels of one dataset by true and predicted class; the last row and column count pixels of no class. */
final class ClassCounts {

    private final long[][] counts;

    ClassCounts(int classes) {
        counts = new long[classes + 1][classes + 1];
    }

    /** Counts pixels. Classes are from 0; below 0 for none. */
    void add(int truth, int predicted, long pixels) {
        counts[place(truth)][place(predicted)] += pixels;
    }

    private int place(int index) {
        return index < 0 ? counts.length - 1 : index;
    }

    int classes() {
        return counts.length - 1;
    }

    /** {@return pixels whose class it is} */
    long truth(int index) {
        return Arrays.stream(counts[index]).sum();
    }

    /** {@return intersection over union of a class; NaN if no pixel is of it} */
    double iou(int index) {
        long truth = truth(index);
        long predicted = 0;
        for (long[] row : counts) {
            predicted += row[index];
        }
        long both = counts[index][index];
        return truth == 0 ? Double.NaN : (double) both / (truth + predicted - both);
    }

    /** {@return the mean over the classes that occur; NaN if none does} */
    double meanIou() {
        double sum = 0;
        int occurring = 0;
        for (int i = 0; i < classes(); i++) {
            double iou = iou(i);
            if (!Double.isNaN(iou)) {
                sum += iou;
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** {@return what these pixels would count for if all were said to be of the most frequent class} */
    ClassCounts constant() {
        ClassCounts constant = new ClassCounts(classes());
        constant.addConstant(truths());
        return constant;
    }

    /** Counts pixels that are all said to be of their most frequent class. */
    void addConstant(long[] truths) {
        int best = 0;
        for (int i = 1; i < classes(); i++) {
            best = truths[i] > truths[best] ? i : best;
        }
        for (int i = 0; i < truths.length; i++) {
            counts[i][best] += truths[i];
        }
    }

    /** {@return pixels by true class; the last count is that of no class} */
    private long[] truths() {
        return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    }
}
