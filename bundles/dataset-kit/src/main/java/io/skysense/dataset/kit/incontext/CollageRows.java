// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of images that lie side by side and above one another; zeros between them.
 *
 * @param parts the images, which do not overlap
 * @param width columns of the whole
 */
record CollageRows(List<Part> parts, int at, int width) implements Rows {

    /**
     * An image in its place.
     *
     * @param rows its rows, each of which goes where it lies in that of the whole
     * @param first the row that is shown at the upper border of its place
     * @param place where it lies
     */
    record Part(Rows rows, int first, Box place) {

        private void read(int from, int count, float[][] out, int line) {
            int top = Math.max(from, place.row());
            int bottom = Math.min(from + count, place.row() + place.height());
            if (top < bottom) {
                rows.read(first + top - place.row(), bottom - top, out, line + top - from);
            }
        }
    }

    @Override
    public void read(int from, int count, float[][] out, int line) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(out[line + i], at, at + width, 0);
        }
        parts.forEach(part -> part.read(from, count, out, line));
    }
}
