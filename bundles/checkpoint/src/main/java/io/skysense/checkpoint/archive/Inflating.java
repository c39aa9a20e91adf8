// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import static io.skysense.checkpoint.archive.FormatException.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks the bytes of an entry part by part; never more than it says it has. */
final class Inflating {

    private static final int INPUT = 1 << 16;
    private static final int OUTPUT = 1 << 18;

    private final Bytes packed;
    private final String name;
    private final long size;

    Inflating(Bytes packed, String name, long size) {
        this.packed = packed;
        this.name = name;
        this.size = size;
    }

    /** Unpacks from the beginning, drops what comes before the part, and stops after it. */
    void read(long from, long length, ByteSink sink, CRC32 skipped, boolean toEnd) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            Input input = new Input(packed.random(name), packed.size());
            ByteBuffer out = ByteBuffer.allocate(OUTPUT);
            long at = 0;
            while (at < from + length) {
                boolean before = at < from;
                out.clear().limit((int) Math.min(OUTPUT, (before ? from : from + length) - at));
                fill(inflater, input, out);
                at += out.flip().remaining();
                if (!before) {
                    sink.accept(out);
                } else if (toEnd) {
                    skipped.update(out);
                }
            }
            if (toEnd) {
                checkEnd(inflater, input);
            }
        } catch (DataFormatException e) {
            throw new FormatException("entry " + Quote.of(name) + " is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private void fill(Inflater inflater, Input input, ByteBuffer out) throws IOException, DataFormatException {
        while (out.hasRemaining()) {
            if (inflater.needsInput() && input.hasNext()) {
                inflater.setInput(input.next());
            }
            int got = inflater.inflate(out);
            boolean stuck = got == 0 && !(inflater.needsInput() && input.hasNext());
            expect(
                    !stuck && !inflater.needsDictionary(),
                    "entry " + Quote.of(name) + " is damaged: it unpacks to less than its " + size + " bytes");
        }
    }

    private void checkEnd(Inflater inflater, Input input) throws IOException, DataFormatException {
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!inflater.finished()) {
            if (inflater.needsInput() && input.hasNext()) {
                inflater.setInput(input.next());
            }
            int got = inflater.inflate(one);
            boolean stuck = got == 0 && !inflater.finished() && !(inflater.needsInput() && input.hasNext());
            expect(
                    got == 0 && !stuck,
                    "entry " + Quote.of(name) + " is damaged: it does not end with its " + size + " bytes");
        }
    }

    /** The packed bytes, piece by piece. */
    private static final class Input {

        private final Bytes.Random bytes;
        private final long size;
        private long at;

        Input(Bytes.Random bytes, long size) {
            this.bytes = bytes;
            this.size = size;
        }

        boolean hasNext() {
            return at < size;
        }

        ByteBuffer next() throws IOException {
            int length = (int) Math.min(INPUT, size - at);
            at += length;
            return bytes.slice(at - length, length);
        }
    }
}
