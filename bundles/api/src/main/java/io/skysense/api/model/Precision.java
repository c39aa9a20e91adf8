// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

/**
 * The arithmetic of matrix products and convolutions; gradients and norms are always float32, and weights are where they are
 * trained.
 */
public enum Precision {
    /** IEEE single precision throughout. */
    FP32,
    /** bfloat16 products on float32 master weights. */
    BF16
}
