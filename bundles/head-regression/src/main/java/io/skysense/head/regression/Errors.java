// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import java.util.LinkedHashMap;
import java.util.Map;

/** Errors of one quantity. The spread of the truth is summed about a running mean (Welford 1962), which loses no digits. */
final class Errors {

    private long count;
    private double absolute;
    private double squared;
    private double mean;
    private double spread;

    /** Takes one value in; of one that is not known, nothing. */
    void add(float truth, float said) {
        if (Float.isNaN(truth)) {
            return;
        }
        double error = (double) said - truth;
        count++;
        absolute += Math.abs(error);
        squared += error * error;
        double apart = truth - mean;
        mean += apart / count;
        spread += apart * (truth - mean);
    }

    /** {@return mae, rmse, r2 and support; r2 only where the truth varies, nothing but support where nothing is known} */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (count > 0) {
            if (spread > 0) {
                figures.put(RegressionMetrics.R2, 1 - squared / spread);
            }
            figures.put("mae", absolute / count);
            figures.put("rmse", Math.sqrt(squared / count));
        }
        figures.put("support", (double) count);
        return figures;
    }
}
