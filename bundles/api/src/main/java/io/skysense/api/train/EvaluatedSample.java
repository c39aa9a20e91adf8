// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.data.Labels;
import io.skysense.api.data.Sample;

/**
 * A sample and what the model said of it.
 *
 * @param sample the sample, with its labels
 * @param said the likeliest class of each pixel, the quantities, or the scores of classes from 0 to 1, whichever the
 *     model's head says; maps are as large as the sample's labels
 */
public record EvaluatedSample(Sample sample, Labels said) {}
