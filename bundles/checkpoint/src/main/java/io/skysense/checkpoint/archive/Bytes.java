// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A run of bytes in a file, which need not fit into memory. Thread-safe. */
public interface Bytes {

    /** {@return how many there are} */
    long size();

    /**
     * Gives a part in order.
     *
     * @param from first byte
     * @param length number of bytes
     * @param sink takes them in parts whose sizes are multiples of 16, but for the last
     */
    void read(long from, long length, ByteSink sink) throws IOException;

    /**
     * The same bytes where any of them can be reached at once.
     *
     * @param what names them in the message if they cannot
     */
    Random random(String what) throws IOException;

    /** Bytes of which any part can be looked at. */
    @FunctionalInterface
    interface Random {

        /** {@return a read-only view of a part, big-endian} */
        ByteBuffer slice(long from, int length) throws IOException;
    }
}
