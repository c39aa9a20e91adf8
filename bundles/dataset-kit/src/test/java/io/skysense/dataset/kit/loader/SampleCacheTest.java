// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SampleCacheTest {

    @Test
    void aSampleIsReadOnceWhileThereIsRoom() throws IOException {
        MadeDataset dataset = new MadeDataset(10, 0);
        SampleCache cache = new SampleCache(dataset, "train", 1 << 20);
        assertSame(cache.read(3).orElseThrow(), cache.read(3).orElseThrow());
        assertEquals(1, dataset.reads.get());
    }

    @Test
    void theLimitIsKeptAndWhatCameFirstStays() throws IOException {
        MadeDataset dataset = new MadeDataset(10, 0);
        SampleCache cache = new SampleCache(dataset, "train", 25_000);
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int i = 0; i < 10; i++) {
                cache.read(i);
                assertTrue(cache.held() <= 25_000);
            }
        }
        assertTrue(cache.held() > 10_000);
        assertEquals(30 - 2 * 2, dataset.reads.get(), "two samples fit");
    }

    @Test
    void withoutRoomNothingIsKept() throws IOException {
        MadeDataset dataset = new MadeDataset(2, 0);
        SampleCache cache = new SampleCache(dataset, "train", 0);
        cache.read(0);
        cache.read(0);
        assertEquals(2, dataset.reads.get());
        assertEquals(0, cache.held());
    }

    @Test
    void aReturnedBufferIsUsedAgainIfItIsLargeEnough() {
        BufferPool pool = new BufferPool(2);
        ByteBuffer first = pool.take(100);
        pool.give(first);
        assertSame(first, pool.take(80));
        assertEquals(80, first.limit());
        assertNotSame(first, pool.take(80));
        pool.give(first);
        assertNotSame(first, pool.take(101));
    }
}
