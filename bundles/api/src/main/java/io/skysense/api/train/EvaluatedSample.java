// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Sample;

/**
 * A sample and what the model said of it.
 *
 * @param sample the sample, with its label
 * @param prediction the predicted classes, as large as the label
 */
public record EvaluatedSample(Sample sample, LabelMap prediction) {}
