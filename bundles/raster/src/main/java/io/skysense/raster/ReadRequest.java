// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which pixels to read, and how.
 *
 * @param window which part of the raster
 * @param width columns to deliver; another number than the window's asks for resampling
 * @param height rows to deliver
 * @param resampling how pixels are made when the size changes
 * @param bands numbers from 1, in the order to deliver; empty for all
 * @param padding what stands beyond the border; only without resampling
 */
public record ReadRequest(
        Window window, int width, int height, Resampling resampling, List<Integer> bands, Padding padding) {

    /** Checks what does not depend on the raster. */
    public ReadRequest {
        bands = List.copyOf(bands);
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an output of " + width + "x" + height + " pixels");
        }
        if (padding.mode() != Padding.Mode.NONE && (width != window.width() || height != window.height())) {
            throw new IllegalArgumentException(
                    "padding and resampling in one read: " + window + " as " + width + "x" + height);
        }
    }

    /**
     * All bands of a window, as they are.
     *
     * @param window which part
     * @return the request
     */
    public static ReadRequest of(Window window) {
        return new ReadRequest(window, window.width(), window.height(), Resampling.NEAREST, List.of(), Padding.NONE);
    }

    /**
     * Other bands.
     *
     * @param numbers from 1, in the order to deliver
     * @return a copy
     */
    public ReadRequest withBands(int... numbers) {
        return new ReadRequest(
                window, width, height, resampling, IntStream.of(numbers).boxed().toList(), padding);
    }

    /**
     * Another size.
     *
     * @param columns to deliver
     * @param rows to deliver
     * @param by how pixels are made
     * @return a copy
     */
    public ReadRequest withSize(int columns, int rows, Resampling by) {
        return new ReadRequest(window, columns, rows, by, bands, padding);
    }

    /**
     * A window that may go beyond the border.
     *
     * @param beyond what stands there
     * @return a copy
     */
    public ReadRequest withPadding(Padding beyond) {
        return new ReadRequest(window, width, height, resampling, bands, beyond);
    }

    boolean resamples() {
        return width != window.width() || height != window.height();
    }

    /** The same pixels of another window at native scale, which needs no padding. */
    ReadRequest inside(Window part) {
        return new ReadRequest(part, part.width(), part.height(), resampling, bands, Padding.NONE);
    }

    @Override
    public String toString() {
        return "window " + window + (resamples() ? " as " + width + "x" + height : "")
                + (bands.isEmpty() ? "" : " of bands " + bands);
    }
}
