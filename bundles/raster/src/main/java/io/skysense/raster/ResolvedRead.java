// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.Arrays;
import java.util.Optional;

/** A request, checked against the raster that has to answer it. */
final class ResolvedRead {

    private final RasterForm form;
    private final ReadRequest request;
    private final int[] bands;
    private final PadPlan pad;

    ResolvedRead(ReadRequest request, RasterForm form) throws RasterException {
        this.form = form;
        this.request = request;
        this.bands = numbers(request, form.bands());
        for (int band : bands) {
            if (form.type(band) == PixelType.UNSUPPORTED) {
                throw new RasterException(
                        form.source(), "band " + band + " holds complex, signed 8-bit or 64-bit integer pixels");
            }
        }
        boolean inside = request.window().inside(form.width(), form.height());
        if (!inside && request.padding().mode() == Padding.Mode.NONE) {
            throw new RasterException(
                    form.source(),
                    "window " + request.window() + " is beyond the raster of " + form.width() + "x" + form.height());
        }
        this.pad = inside ? null : new PadPlan(request.window(), form.width(), form.height(), request.padding());
        pixels(request);
    }

    private int[] numbers(ReadRequest request, int count) throws RasterException {
        boolean all = request.bands().isEmpty();
        int[] numbers = new int[all ? count : request.bands().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = all ? i + 1 : request.bands().get(i);
            if (numbers[i] < 1 || numbers[i] > count) {
                throw new RasterException(form.source(), "no band " + numbers[i] + " among " + count);
            }
        }
        return numbers;
    }

    int[] bands() {
        return bands;
    }

    /** Whether all bands hold unsigned bytes. */
    boolean isBytes() {
        return Arrays.stream(bands).allMatch(b -> form.type(b) == PixelType.UINT8);
    }

    /** Null for a window inside the raster. */
    PadPlan pad() {
        return pad;
    }

    /** What to read from the file; empty if the window shows nothing of it. */
    Optional<ReadRequest> inner() {
        return pad == null ? Optional.of(request) : pad.source().map(request::inside);
    }

    /** Pixels of all bands that the request delivers. */
    int pixels() throws RasterException {
        return pixels(request);
    }

    /** Pixels of all bands that a request for the same bands delivers. */
    int pixels(ReadRequest of) throws RasterException {
        long pixels = (long) of.width() * of.height();
        if (pixels * bands.length > Integer.MAX_VALUE - 8) {
            throw new RasterException(form.source(), of + ": too much for one read");
        }
        return (int) pixels * bands.length;
    }

    /** The window's pixels from those of {@link #inner}, null where that is empty. */
    <A> A padded(ArrayKind<A> kind, A inner, double beyond) throws RasterException {
        if (pad == null) {
            return inner;
        }
        kind.type().requireHolds(beyond);
        A all = kind.allocate(form.source(), pixels());
        kind.fill().with(all, beyond);
        pad.gather(bands.length, (from, to, n) -> System.arraycopy(inner, from, all, to, n));
        return all;
    }
}
