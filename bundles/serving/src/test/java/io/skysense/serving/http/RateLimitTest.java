// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(7);
    private final RateLimit limit = new RateLimit(5, now::get);

    @Test
    void aSecondsWorthPassesAtOnceAndNoMore() {
        assertEquals(5, passed(20));
        assertEquals(0, passed(20));
    }

    @Test
    void thenSoManyASecond() {
        passed(20);
        now.addAndGet(SECOND / 5 + 1);
        assertEquals(1, passed(20));
        now.addAndGet(2 * SECOND / 5 + 1);
        assertEquals(2, passed(20));
    }

    @Test
    void aLongPauseSavesNothingUp() {
        now.addAndGet(1000 * SECOND);
        assertEquals(5, passed(20));
    }

    private long passed(int tries) {
        return IntStream.range(0, tries).filter(i -> limit.pass()).count();
    }
}
