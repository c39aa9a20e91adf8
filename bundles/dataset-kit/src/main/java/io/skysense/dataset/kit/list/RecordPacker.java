// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packs records, one after the other. A record is its line; the numbers of its type and of its list of classes, which
 * are kept once; the paths of HR, S2, S1 and label, each with a count, each path as how many bytes it has in common with
 * the one before and what then follows; location and cut points. Numbers take seven bits a byte, the lowest first.
 */
final class RecordPacker {

    private static final int BLOCK = 1 << 20;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> shared = new ArrayList<>();
    private long[] places = new long[1024];
    private int count;
    private byte[] block = new byte[BLOCK];
    private int start;
    private int end;
    private byte[] last = {};

    /**
     * Packs a record.
     *
     * @param entry the record
     * @param line where it began in the file
     */
    void add(ListRecord entry, int line) {
        last = new byte[0];
        number(line);
        number(shared(entry.type()));
        number(shared(entry.classes()));
        paths(listed(entry.hr()));
        paths(entry.s2());
        paths(entry.s1());
        paths(listed(entry.target()));
        doubles(entry.location());
        doubles(entry.s2CutPoints());
        paths(listed(entry.quantities()));
        doubles(entry.values());
        number(entry.objects().map(objects -> objects.size() + 1).orElse(0));
        for (ListedObject object : entry.objects().orElse(List.of())) {
            number(object.number());
            doubles(List.of(object.x(), object.y(), object.width(), object.height(), object.degrees()));
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = (long) blocks.size() << 32 | start;
        start = end;
    }

    /** {@return all records that were added; nothing is added after} */
    PackedRecords records() {
        blocks.add(Arrays.copyOf(block, end));
        return new PackedRecords(blocks, Arrays.copyOf(places, count), shared);
    }

    private static List<String> listed(Optional<String> path) {
        return path.map(List::of).orElse(List.of());
    }

    private int shared(Object value) {
        Integer known = numbers.get(value);
        if (known == null) {
            known = shared.size();
            numbers.put(value, known);
            shared.add(value);
        }
        return known;
    }

    private void number(int value) {
        reserve(5);
        int left = value;
        for (; left > 0x7f; left >>>= 7) {
            block[end++] = (byte) (left | 0x80);
        }
        block[end++] = (byte) left;
    }

    private void paths(List<String> paths) {
        number(paths.size());
        for (String path : paths) {
            byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
            int differ = Arrays.mismatch(last, bytes);
            int common = differ < 0 ? bytes.length : differ;
            number(common);
            number(bytes.length - common);
            reserve(bytes.length - common);
            System.arraycopy(bytes, common, block, end, bytes.length - common);
            end += bytes.length - common;
            last = bytes;
        }
    }

    private void doubles(List<Double> values) {
        number(values.size());
        for (double value : values) {
            reserve(Double.BYTES);
            long bits = Double.doubleToRawLongBits(value);
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                block[end++] = (byte) (bits >> shift);
            }
        }
    }

    /** A record that does not fit goes into the next block, as a whole. */
    private void reserve(int bytes) {
        if (bytes <= block.length - end) {
            return;
        }
        int begun = end - start;
        byte[] next = new byte[Math.max(BLOCK, Math.addExact(2 * begun, bytes))];
        System.arraycopy(block, start, next, 0, begun);
        if (start > 0) {
            blocks.add(Arrays.copyOf(block, start));
        }
        block = next;
        start = 0;
        end = begun;
    }
}
