// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;

/**
 * What one encoder sees of a batch.
 *
 * @param features (B*T, C, h, w) of its last level, the dates of a sample one after the other
 * @param times T
 * @param days (B, T) int64 days of the year from 0, or null where they are not known
 */
record Series(NDArray features, int times, NDArray days) {}
