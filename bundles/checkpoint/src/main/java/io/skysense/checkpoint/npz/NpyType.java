// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the elements of an array are.
 *
 * @param number type of a number; null for text
 * @param characters of a text, UTF-32 each; 0 for numbers
 * @param order of the bytes of a number or a character
 */
record NpyType(ElementType number, int characters, ByteOrder order) {

    private static final int MOST_CHARACTERS = 1 << 16;
    private static final Pattern TEXT = Pattern.compile("U(\\d{1,9})");

    private static final Map<String, ElementType> NUMBERS = Map.ofEntries(
            Map.entry("f2", ElementType.F16),
            Map.entry("f4", ElementType.F32),
            Map.entry("f8", ElementType.F64),
            Map.entry("b1", ElementType.BOOL),
            Map.entry("i1", ElementType.I8),
            Map.entry("i2", ElementType.I16),
            Map.entry("i4", ElementType.I32),
            Map.entry("i8", ElementType.I64),
            Map.entry("u1", ElementType.U8),
            Map.entry("u2", ElementType.U16),
            Map.entry("u4", ElementType.U32),
            Map.entry("u8", ElementType.U64));

    /** Reads a NumPy type string, for example {@code <f4}. */
    static NpyType of(String descr) throws FormatException {
        String order = descr.isEmpty() ? "" : descr.substring(0, 1);
        String kind = descr.isEmpty() ? "" : descr.substring(1);
        Matcher text = TEXT.matcher(kind);
        ElementType number = NUMBERS.get(kind);
        boolean known = text.matches() || number != null;
        if (!known || !"<>|=".contains(order)) {
            throw new FormatException("elements of type " + Quote.of(descr) + " are not read");
        }
        int characters = number == null ? Integer.parseInt(text.group(1)) : 0;
        FormatException.expect(characters <= MOST_CHARACTERS, "texts of " + characters + " characters are not read");
        return new NpyType(number, characters, order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the size of an element in bytes} */
    int bytes() {
        return number == null ? 4 * characters : number.bytes();
    }
}
