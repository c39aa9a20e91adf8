// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** The finite sequence of validation: every group so many times, in batches of one dataset. */
final class ValidationItems implements CollageItems {

    private static final long ITEM = 0x76616c6974656dL;

    private final List<List<CollageItem>> batches = new ArrayList<>();
    private final long count;

    ValidationItems(List<ClassGroup> groups, int repeat, int batch, long seed) {
        this.count = (long) groups.size() * repeat;
        List<CollageItem> open = new ArrayList<>();
        for (ClassGroup group : groups) {
            if (!open.isEmpty() && open.get(0).group().dataset() != group.dataset()) {
                open = close(open);
            }
            for (int i = 0; i < repeat; i++) {
                long key = SeededRandom.mix(seed, ITEM, group.dataset(), group.classIndex(), i);
                open.add(new CollageItem(group, key));
                if (open.size() == batch) {
                    open = close(open);
                }
            }
        }
        close(open);
    }

    private List<CollageItem> close(List<CollageItem> open) {
        if (!open.isEmpty()) {
            batches.add(List.copyOf(open));
        }
        return new ArrayList<>();
    }

    @Override
    public long batches() {
        return batches.size();
    }

    @Override
    public long epochLength() {
        return count;
    }

    @Override
    public List<CollageItem> batch(long number) {
        return batches.get(Math.toIntExact(number));
    }
}
