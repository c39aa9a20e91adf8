// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import io.skysense.api.data.Labels;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of regression over all values that are known: with the error e of each, {@code mae} = mean |e|, {@code rmse} =
 * root of mean e^2, both in the quantity's unit, and {@code r2} = 1 - sum e^2 / sum (y - mean y)^2, which is below 0 for
 * an answer worse than the mean. Over several quantities {@code r2} is their mean, and the others stand by quantity only.
 */
final class RegressionMetrics implements Metrics {

    /** The name of the coefficient of determination. */
    static final String R2 = "r2";

    private final List<Quantity> quantities;
    private final List<Errors> errors = new ArrayList<>();

    /**
     * An empty accumulator.
     *
     * @param quantities of the dataset
     */
    RegressionMetrics(List<Quantity> quantities) {
        this.quantities = quantities;
        quantities.forEach(q -> errors.add(new Errors()));
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        float[] said = prediction.values().toFloatArray();
        int each = said.length / labels.size();
        for (int i = 0; i < labels.size(); i++) {
            ValueMap known = labels.get(i).values().orElseThrow();
            float[] truth = prediction.kind().ofPixels() ? known.values() : known.means();
            if (truth.length != each) {
                throw new IllegalArgumentException(truth.length + " labels for predictions "
                        + prediction.values().getShape());
            }
            int pixels = each / quantities.size();
            for (int v = 0; v < quantities.size(); v++) {
                Errors of = errors.get(v);
                for (int p = v * pixels; p < (v + 1) * pixels; p++) {
                    of.add(truth[p], said[i * each + p]);
                }
            }
        }
    }

    @Override
    public MetricReport report() {
        Map<String, Map<String, Double>> each = new LinkedHashMap<>();
        for (int v = 0; v < errors.size(); v++) {
            each.put(quantities.get(v).name(), errors.get(v).figures());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        each.values().stream()
                .filter(figures -> figures.containsKey(R2))
                .mapToDouble(figures -> figures.get(R2))
                .average()
                .ifPresent(mean -> values.put(R2, mean));
        if (errors.size() == 1) {
            values.putAll(errors.get(0).figures());
            values.remove("support");
        }
        return new MetricReport(values, each, List.of(), List.of());
    }
}
