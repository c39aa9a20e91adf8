// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import java.io.IOException;

/** The pixels of a label as its file holds them, some rows at a time. */
interface LabelRows extends AutoCloseable {

    /** {@return what messages call the file} */
    String name();

    /** {@return H} */
    int height();

    /** {@return W} */
    int width();

    /**
     * Reads all rows, in order.
     *
     * @param sink takes them
     * @throws IOException if the file cannot be read
     */
    void read(Sink sink) throws IOException;

    @Override
    void close();

    /** Takes pixels in one of the forms that a label may have. */
    interface Sink {

        /**
         * Takes values of one unsigned byte.
         *
         * @param from the first one's place, row-major
         * @param values the pixels, which are overwritten once this returns
         */
        void bytes(int from, byte[] values);

        /**
         * Takes other values.
         *
         * @param from the first one's place, row-major
         * @param values the pixels
         */
        void values(int from, double[] values);

        /**
         * Takes colours.
         *
         * @param from the first one's place, row-major
         * @param red one unsigned byte a pixel
         * @param green one unsigned byte a pixel
         * @param blue one unsigned byte a pixel
         */
        void colors(int from, byte[] red, byte[] green, byte[] blue);
    }
}
