// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to evaluate.
 *
 * @param run folder of the run; its best checkpoint is used, else its last
 * @param data the data folder; if absent, the one the run was trained on
 * @param list a list file; if absent, the run's validation split
 */
public record EvaluationRequest(Path run, Optional<Path> data, Optional<Path> list) {}
