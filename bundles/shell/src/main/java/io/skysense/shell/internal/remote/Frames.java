// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the port. There: the folder that paths are relative to, and the words of a command. Back: pieces of
 * output and of errors, and at last the exit code.
 */
final class Frames {

    private static final int MOST_WORDS = 256;
    private static final int PIECE = 8192;
    private static final byte OUT = 'o';
    private static final byte ERR = 'e';
    private static final byte EXIT = 'x';

    private Frames() {}

    /**
     * A command that is asked for.
     *
     * @param folder absolute
     * @param words the command with its options
     * @param width columns of the terminal
     */
    record Call(String folder, List<String> words, int width) {

        void write(DataOutputStream out) throws IOException {
            out.writeUTF(folder);
            out.writeInt(width);
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
            out.flush();
        }

        static Call read(DataInputStream in) throws IOException {
            String folder = in.readUTF();
            int width = in.readInt();
            int count = in.readInt();
            if (count < 0 || count > MOST_WORDS) {
                throw new IOException(count + " words; " + MOST_WORDS + " at most");
            }
            List<String> words = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                words.add(in.readUTF());
            }
            return new Call(folder, List.copyOf(words), width);
        }
    }

    /** {@return a writer whose lines go back as output} */
    static PrintWriter out(DataOutputStream out) {
        return new PrintWriter(new Pieces(out, OUT), true);
    }

    /** {@return a writer whose lines go back as errors} */
    static PrintWriter err(DataOutputStream out) {
        return new PrintWriter(new Pieces(out, ERR), true);
    }

    static void exit(DataOutputStream out, int code) throws IOException {
        synchronized (out) {
            out.writeByte(EXIT);
            out.writeInt(code);
            out.flush();
        }
    }

    /**
     * Prints what comes back.
     *
     * @return the exit code
     * @throws IOException if the other side ends without one
     */
    static int print(DataInputStream in, PrintWriter out, PrintWriter err) throws IOException {
        while (true) {
            byte kind = in.readByte();
            if (kind == EXIT) {
                return in.readInt();
            }
            PrintWriter to = kind == OUT ? out : err;
            to.print(in.readUTF());
            to.flush();
        }
    }

    /** Collects what is written until it is flushed. */
    private static final class Pieces extends Writer {

        private final DataOutputStream out;
        private final byte kind;
        private final StringBuilder text = new StringBuilder();

        Pieces(DataOutputStream out, byte kind) {
            this.out = out;
            this.kind = kind;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.append(buffer, offset, length);
        }

        @Override
        public void flush() throws IOException {
            synchronized (out) {
                for (int from = 0; from < text.length(); from += PIECE) {
                    out.writeByte(kind);
                    out.writeUTF(text.substring(from, Math.min(text.length(), from + PIECE)));
                }
                out.flush();
            }
            text.setLength(0);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
