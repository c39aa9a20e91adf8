// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/**
 * A long winding strip: a line with a sine about it. Lengths in metres.
 *
 * @param x0 a point on the line
 * @param y0 the same, y
 * @param dx its direction, a unit vector's x
 * @param dy the same, y
 * @param amplitude how far it winds to each side
 * @param wavelength length of one winding
 * @param phase where the winding begins, in radians
 * @param half half its width
 */
record Ribbon(
        double x0, double y0, double dx, double dy, double amplitude, double wavelength, double phase, double half) {

    /** {@return how far along the line a point lies} */
    double along(double x, double y) {
        return (x - x0) * dx + (y - y0) * dy;
    }

    /** {@return how far a point lies from the middle of the strip, to the left or right} */
    double across(double x, double y) {
        double bend = amplitude * StrictMath.sin(2 * Math.PI * along(x, y) / wavelength + phase);
        return (y - y0) * dx - (x - x0) * dy - bend;
    }

    /** {@return x of the point of the strip at a distance along and beside it} */
    double pointX(double along, double beside) {
        double bend = amplitude * StrictMath.sin(2 * Math.PI * along / wavelength + phase) + beside;
        return x0 + along * dx - bend * dy;
    }

    /** {@return y of that point} */
    double pointY(double along, double beside) {
        double bend = amplitude * StrictMath.sin(2 * Math.PI * along / wavelength + phase) + beside;
        return y0 + along * dy + bend * dx;
    }
}
