// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.task.MetricReport;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param run its folder
 * @param step optimiser steps done
 * @param complete whether it went to its end; false if it was cancelled
 * @param bestStep step of the best validation
 * @param best figures of the best validation, if there was one
 */
public record TrainResult(Path run, int step, boolean complete, int bestStep, Optional<MetricReport> best) {}
