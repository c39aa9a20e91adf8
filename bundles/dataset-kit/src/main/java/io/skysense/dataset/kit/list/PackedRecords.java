// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The records of a list file as bytes, made into objects when they are asked for: lists have millions, and a dataset
 * keeps them all. {@link RecordPacker} writes what this reads.
 */
final class PackedRecords extends AbstractList<ListRecord> implements RandomAccess {

    private final List<byte[]> blocks;
    private final long[] places;
    private final List<Object> shared;

    /**
     * Takes what was packed.
     *
     * @param blocks the bytes; no record goes over the end of a block
     * @param places of each record: its block in the upper half, its first byte in the lower
     * @param shared types and lists of classes
     */
    PackedRecords(List<byte[]> blocks, long[] places, List<Object> shared) {
        this.blocks = List.copyOf(blocks);
        this.places = places;
        this.shared = List.copyOf(shared);
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    @SuppressWarnings("unchecked")
    public ListRecord get(int index) {
        PackedInput in = input(index);
        in.number();
        String type = (String) shared.get(in.number());
        List<Integer> classes = (List<Integer>) shared.get(in.number());
        List<String> hr = in.paths();
        List<String> s2 = in.paths();
        List<String> s1 = in.paths();
        List<String> target = in.paths();
        return new ListRecord(
                hr.stream().findFirst(),
                s2,
                s1,
                target.stream().findFirst(),
                type,
                classes,
                in.doubles(),
                in.doubles(),
                in.paths().stream().findFirst(),
                in.doubles(),
                objects(in));
    }

    private static Optional<List<ListedObject>> objects(PackedInput in) {
        int known = in.number();
        if (known == 0) {
            return Optional.empty();
        }
        List<ListedObject> objects = new ArrayList<>(known - 1);
        for (int i = 1; i < known; i++) {
            int number = in.number();
            List<Double> box = in.doubles();
            objects.add(new ListedObject(number, box.get(0), box.get(1), box.get(2), box.get(3), box.get(4)));
        }
        return Optional.of(objects);
    }

    /**
     * Tells where a record stood.
     *
     * @param index which record
     * @return the line of its first character in the file, from 1
     */
    int line(int index) {
        return input(index).number();
    }

    private PackedInput input(int index) {
        long place = places[index];
        return new PackedInput(blocks.get((int) (place >>> 32)), (int) place);
    }
}
