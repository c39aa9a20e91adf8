// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.Made;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A dataset in memory whose samples can be slow, held back, bad or left out. */
final class MadeDataset implements Dataset {

    final AtomicInteger reads = new AtomicInteger();
    final Set<Integer> bad = new HashSet<>();
    final Set<Integer> skipped = new HashSet<>();
    private final int size;
    private final long delayMillis;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    MadeDataset(int size, long delayMillis) {
        this.size = size;
        this.delayMillis = delayMillis;
    }

    /** Lets no sample out from now on. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets all out that were held back. */
    void goOn() {
        gate.countDown();
    }

    @Override
    public DatasetTable table() {
        return Made.table();
    }

    @Override
    public int size(String split) {
        return size;
    }

    @Override
    public Optional<Sample> read(String split, int index) throws DatasetException {
        reads.incrementAndGet();
        if (bad.contains(index)) {
            throw new DatasetException("list.json: entry " + index + ": x" + index + ".tif: damaged");
        }
        try {
            gate.await();
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return skipped.contains(index)
                ? Optional.empty()
                : Optional.of(Made.sample("x" + index, 32, 32 + 4 * index, 2));
    }

    @Override
    public void close() {}
}
