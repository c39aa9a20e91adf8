// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import java.util.List;
import java.util.Map;

/**
 * Figures of an evaluation, each from 0 to 1 unless its name says otherwise.
 *
 * @param values figures by name, for example {@code meanIoU}
 * @param perClass figures by class name, then by figure
 * @param confusion counts of pixels, row = truth, column = prediction; empty if the task has none
 * @param classes class names in the order of the confusion matrix
 */
public record MetricReport(
        Map<String, Double> values,
        Map<String, Map<String, Double>> perClass,
        List<List<Long>> confusion,
        List<String> classes) {}
