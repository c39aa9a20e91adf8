// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.FormatException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle as numbers and texts, each of a length that was checked before it was read. */
final class PickleInput {

    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_LONG = 1 << 8;
    private static final int MAX_NAME = 256;

    private final ByteBuffer bytes;

    PickleInput(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    byte int8() throws FormatException {
        need(1);
        return bytes.get();
    }

    int uint8() throws FormatException {
        return int8() & 0xff;
    }

    int uint16() throws FormatException {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    int int32() throws FormatException {
        need(4);
        return bytes.getInt();
    }

    long int64() throws FormatException {
        need(8);
        return bytes.getLong();
    }

    /** The one number that pickles hold in big-endian order. */
    double float64() throws FormatException {
        return Double.longBitsToDouble(Long.reverseBytes(int64()));
    }

    /** A whole number of some bytes, little-endian, in two's complement; a Long where it fits. */
    Object integer(long length) throws FormatException {
        byte[] raw = raw(length, MAX_LONG, "a number");
        byte[] bigEndian = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            bigEndian[i] = raw[raw.length - 1 - i];
        }
        BigInteger value = raw.length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    String utf8(long length) throws FormatException {
        byte[] raw = raw(length, MAX_TEXT, "a text");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("a text is not valid UTF-8");
        }
    }

    String latin1(long length) throws FormatException {
        return new String(raw(length, MAX_TEXT, "a text"), StandardCharsets.ISO_8859_1);
    }

    /** Passes over bytes. */
    void skip(long length) throws FormatException {
        expect(length >= 0 && length <= bytes.remaining(), "truncated within a value of " + length + " bytes");
        bytes.position(bytes.position() + (int) length);
    }

    /** A line of ASCII, as names are written. */
    String line() throws FormatException {
        StringBuilder line = new StringBuilder();
        for (int c = uint8(); c != '\n'; c = uint8()) {
            expect(line.length() < MAX_NAME, "a name of more than " + MAX_NAME + " characters");
            line.append((char) c);
        }
        return line.toString();
    }

    private byte[] raw(long length, int most, String what) throws FormatException {
        expect(length >= 0 && length <= most, what + " of " + length + " bytes: at most " + most + " are read");
        need((int) length);
        byte[] raw = new byte[(int) length];
        bytes.get(raw);
        return raw;
    }

    private void need(int count) throws FormatException {
        expect(bytes.remaining() >= count, "truncated");
    }
}
