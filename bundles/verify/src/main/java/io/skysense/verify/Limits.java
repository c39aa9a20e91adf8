// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

/** What may be lost in float32 against recordings that were made in float64. */
final class Limits {

    /** For arrays of a forward pass, relative to the greatest value of the array. */
    static final double STAGE = 1e-4;

    /** For gradients and what an optimiser makes of them, relative to the greatest value of the array. */
    static final double GRADIENT = 5e-4;

    /** For arrays behind a rounding to bfloat16, which can flip: absolute. */
    static final double ROUNDED = 1e-2;

    /** The distance from 1 to the next float32. */
    static final double RESOLUTION = 0x1p-23;

    private Limits() {}
}
