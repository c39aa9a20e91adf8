// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import io.skysense.checkpoint.archive.ByteSink;
import io.skysense.checkpoint.archive.Bytes;
import java.io.IOException;

/**
 * What follows a header.
 *
 * @param all header and rest
 * @param header its length
 */
record Tail(Bytes all, int header) implements Bytes {

    @Override
    public long size() {
        return all.size() - header;
    }

    @Override
    public void read(long from, long length, ByteSink sink) throws IOException {
        all.read(header + from, length, sink);
    }

    @Override
    public Random random(String what) throws IOException {
        Random inner = all.random(what);
        return (from, length) -> inner.slice(header + from, length);
    }
}
