// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

/**
 * Mean, deviation and range of numbers that come in parts. Parts are joined by the formula of Chan, Golub and LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances", 1979: sums of squares about a far mean
 * would cancel.
 */
final class Moments {

    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Adds a stretch of numbers, all finite. */
    void add(float[] values, int from, int to) {
        if (to <= from) {
            return;
        }
        double sum = 0;
        float least = values[from];
        float greatest = values[from];
        for (int i = from; i < to; i++) {
            float value = values[i];
            sum += value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double middle = sum / (to - from);
        double about = 0;
        for (int i = from; i < to; i++) {
            double off = values[i] - middle;
            about += off * off;
        }
        join(to - from, middle, about, least, greatest);
    }

    /** Adds what another has seen. */
    void merge(Moments other) {
        if (other.count > 0) {
            join(other.count, other.mean, other.squares, other.min, other.max);
        }
    }

    private void join(long n, double middle, double about, double least, double greatest) {
        double off = middle - mean;
        long all = count + n;
        squares += about + off * off * ((double) count * n / all);
        mean += off * n / all;
        count = all;
        min = Math.min(min, least);
        max = Math.max(max, greatest);
    }

    /** {@return how many numbers there were} */
    long count() {
        return count;
    }

    /** {@return their mean; NaN if there were none} */
    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** {@return their deviation, divided by their number; NaN if there were none} */
    double deviation() {
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /** {@return the least; NaN if there were none} */
    double min() {
        return count == 0 ? Double.NaN : min;
    }

    /** {@return the greatest; NaN if there were none} */
    double max() {
        return count == 0 ? Double.NaN : max;
    }
}
