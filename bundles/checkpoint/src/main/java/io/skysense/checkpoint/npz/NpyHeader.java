// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.Bytes;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.archive.Strided;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an array says of itself.
 *
 * <p>Source: the NPY format, numpy.lib.format. Magic and version, the length of the header, then a Python dictionary
 * of {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param type its elements
 * @param shape its dimensions
 * @param columnMajor whether the first index runs fastest
 * @param bytes where its elements begin
 */
record NpyHeader(NpyType type, List<Long> shape, boolean columnMajor, int bytes) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int PREFIX = 12;
    private static final int MOST = 1 << 16;
    private static final int MAX_RANK = 32;

    private static final String DESCR = "'descr' ?: ?'([^']{2,16})'";
    private static final String ORDER = "'fortran_order' ?: ?(True|False)";
    private static final String SHAPE = "'shape' ?: ?\\(([0-9L, ]*)\\)";
    private static final Pattern ANY = Pattern.compile(DESCR + "|" + ORDER + "|" + SHAPE);
    private static final Pattern RECORD = Pattern.compile("'descr' ?: ?\\[");

    /** Reads the header of an array and checks it against the size of what holds it. */
    static NpyHeader read(Bytes bytes) throws IOException {
        byte[] prefix = start(bytes, (int) Math.min(PREFIX, bytes.size()));
        boolean known = prefix.length == PREFIX
                && Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && prefix[6] >= 1
                && prefix[6] <= 3;
        expect(known, "not a NumPy array");
        ByteBuffer sizes = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
        int before = prefix[6] == 1 ? 10 : 12;
        long length = prefix[6] == 1 ? sizes.getShort(8) & 0xffff : sizes.getInt(8) & 0xffffffffL;
        expect(length <= MOST && length <= bytes.size() - before, "a header of " + length + " bytes is not read");
        int end = before + (int) length;
        String text = new String(start(bytes, end), before, (int) length, StandardCharsets.UTF_8).strip();
        NpyHeader header = parse(text, end);
        header.check(bytes.size());
        return header;
    }

    private static byte[] start(Bytes bytes, int count) throws IOException {
        byte[] start = new byte[count];
        ByteBuffer into = ByteBuffer.wrap(start);
        bytes.read(0, count, into::put);
        return start;
    }

    private static NpyHeader parse(String text, int end) throws FormatException {
        expect(!RECORD.matcher(text).find(), "records are not read, arrays of numbers and texts are");
        expect(text.startsWith("{") && text.endsWith("}"), "malformed header " + Quote.of(text));
        NpyType type = null;
        Boolean columnMajor = null;
        List<Long> shape = null;
        Matcher items = ANY.matcher(text);
        int at = 1;
        while (items.find()) {
            expect(text.substring(at, items.start()).matches("[ ,]*"), "malformed header " + Quote.of(text));
            at = items.end();
            if (items.group(1) != null && type == null) {
                type = NpyType.of(items.group(1));
            } else if (items.group(2) != null && columnMajor == null) {
                columnMajor = items.group(2).equals("True");
            } else if (items.group(3) != null && shape == null) {
                shape = shape(items.group(3));
            } else {
                throw new FormatException("malformed header " + Quote.of(text));
            }
        }
        boolean complete = type != null && columnMajor != null && shape != null;
        expect(complete && text.substring(at).matches("[ ,]*}"), "malformed header " + Quote.of(text));
        return new NpyHeader(type, shape, columnMajor, end);
    }

    private static List<Long> shape(String text) throws FormatException {
        List<Long> shape = new ArrayList<>();
        for (String dimension : text.split(",")) {
            String digits = dimension.strip().replaceFirst("L$", "");
            if (!digits.isEmpty()) {
                expect(digits.matches("\\d{1,18}"), "impossible shape (" + Quote.oneLine(text) + ")");
                shape.add(Long.valueOf(digits));
                expect(shape.size() <= MAX_RANK, "more than " + MAX_RANK + " dimensions");
            }
        }
        return shape;
    }

    private void check(long available) throws FormatException {
        long needed;
        try {
            long count = shape.stream().map(d -> Math.max(1, d)).reduce(1L, Math::multiplyExact);
            needed = shape.contains(0L) ? 0 : Math.multiplyExact(count, (long) type.bytes());
        } catch (ArithmeticException e) {
            throw new FormatException("impossible shape " + shape);
        }
        expect(
                needed == available - bytes,
                "an array of shape " + shape + " needs " + needed + " bytes, it has " + (available - bytes));
    }

    /** {@return where the elements lie, in the bytes that follow the header; for numbers} */
    Strided layout() {
        List<Long> strides = Strided.rowMajor(shape);
        if (columnMajor) {
            List<Long> reversed = new ArrayList<>(shape);
            java.util.Collections.reverse(reversed);
            strides = new ArrayList<>(Strided.rowMajor(reversed));
            java.util.Collections.reverse(strides);
        }
        return new Strided(shape, strides, 0, type.bytes(), type.order());
    }
}
