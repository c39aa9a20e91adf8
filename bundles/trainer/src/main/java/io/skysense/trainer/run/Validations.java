// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.task.MetricReport;
import io.skysense.checkpoint.MetricsLog.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The validations of a run, as its log has them: a run that was resumed knows those of earlier sittings too. */
final class Validations {

    static final String PREFIX = "validation/";
    private static final String UNTRAINED = "untrained";

    private Validations() {}

    /**
     * The validation after a step.
     *
     * @param rows the log
     * @param step the step
     * @return its figures, without the confusion; empty if there was none
     */
    static Optional<MetricReport> at(List<Row> rows, long step) {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.step() == step && row.name().startsWith(PREFIX)) {
                String[] name = row.name().substring(PREFIX.length()).split("/", 2);
                Map<String, Double> figures =
                        name.length == 1 ? values : perClass.computeIfAbsent(name[1], label -> new LinkedHashMap<>());
                figures.put(name[0], row.value());
            }
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new MetricReport(values, perClass, List.of(), List.of()));
    }

    /**
     * Puts what the untrained model reached beside the figures of the trained one, as {@code untrainedMeanIoU} beside
     * {@code meanIoU} for example.
     *
     * @param trained figures
     * @param untrained figures of the same data
     * @return both
     */
    static MetricReport compared(MetricReport trained, MetricReport untrained) {
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        trained.perClass()
                .forEach((label, figures) -> perClass.put(
                        label, compared(figures, untrained.perClass().getOrDefault(label, Map.of()))));
        return new MetricReport(
                compared(trained.values(), untrained.values()), perClass, trained.confusion(), trained.classes());
    }

    /** A figure that does not change by training, such as that of the best constant answer, needs no second column. */
    private static Map<String, Double> compared(Map<String, Double> trained, Map<String, Double> untrained) {
        Map<String, Double> both = new LinkedHashMap<>(trained);
        untrained.forEach((name, value) -> {
            if (!value.equals(trained.get(name)) || !name.startsWith("constant")) {
                both.put(UNTRAINED + Character.toUpperCase(name.charAt(0)) + name.substring(1), value);
            }
        });
        return both;
    }
}
