// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.dataset.kit.sampler.Draw;
import io.skysense.dataset.kit.sampler.EpochOrder;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.dataset.kit.sampler.Shard;
import java.util.ArrayList;
import java.util.List;

/** The endless sequence of training: each epoch every group as often as the next, in a new order. */
final class TrainingItems implements CollageItems {

    private static final long ITEM = 0x6974656dL;

    private final List<ClassGroup> groups;
    private final int repeat;
    private final int batch;
    private final long seed;
    private final Shard shard;
    private final EpochOrder order;

    TrainingItems(List<ClassGroup> groups, int repeat, int batch, long seed, Shard shard) {
        this.groups = groups;
        this.repeat = repeat;
        this.batch = batch;
        this.seed = seed;
        this.shard = shard;
        this.order = new EpochOrder(seed, Math.multiplyExact(groups.size(), repeat));
    }

    @Override
    public long batches() {
        return Long.MAX_VALUE;
    }

    @Override
    public long epochLength() {
        return (long) groups.size() * repeat;
    }

    @Override
    public List<CollageItem> batch(long number) {
        List<CollageItem> items = new ArrayList<>(batch);
        long first = Math.multiplyExact(number, (long) batch);
        for (int i = 0; i < batch; i++) {
            Draw draw = order.at(shard.position(first + i));
            long key = SeededRandom.mix(seed, ITEM, draw.epoch(), draw.index());
            items.add(new CollageItem(groups.get(draw.index() / repeat), key));
        }
        return items;
    }
}
