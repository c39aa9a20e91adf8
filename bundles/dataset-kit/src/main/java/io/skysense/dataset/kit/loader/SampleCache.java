// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Sample;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decoded samples of one split, up to a number of bytes.
 *
 * <p>What came first stays: an epoch visits every sample once, and under that order a cache that drops the oldest
 * finds nothing once the split is larger than the cache.
 */
final class SampleCache {

    private final Dataset dataset;
    private final String split;
    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final Map<Integer, Optional<Sample>> samples = new ConcurrentHashMap<>();

    SampleCache(Dataset dataset, String split, long limit) {
        this.dataset = dataset;
        this.split = split;
        this.limit = limit;
    }

    /**
     * Reads a sample, or finds it.
     *
     * @param index its index in the split
     * @return the sample; empty if the dataset leaves it out
     * @throws IOException what the dataset says
     */
    Optional<Sample> read(int index) throws IOException {
        Optional<Sample> known = samples.get(index);
        if (known != null) {
            return known;
        }
        Optional<Sample> sample = dataset.read(split, index);
        long bytes = sample.map(SampleCache::bytes).orElse(0L);
        if (held.addAndGet(bytes) > limit || samples.putIfAbsent(index, sample) != null) {
            held.addAndGet(-bytes);
        }
        return sample;
    }

    /** {@return bytes of pixels and labels held} */
    long held() {
        return held.get();
    }

    private static long bytes(Sample sample) {
        long images = 0;
        for (ImageCube image : sample.images().values()) {
            images += (long) Float.BYTES * image.values().length;
        }
        Labels labels = sample.labels();
        return images
                + labels.map().map(map -> map.classes().length).orElse(0)
                + labels.values().map(map -> Float.BYTES * map.values().length).orElse(0);
    }
}
