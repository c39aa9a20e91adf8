// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import ai.djl.ndarray.NDArray;

/**
 * What a head says of each pixel.
 *
 * @param probabilities (B, K, H, W) float32 at the input's resolution, summing to 1 over K
 */
public record Prediction(NDArray probabilities) {}
