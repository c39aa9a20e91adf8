// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdleTrimTest {

    private final AtomicReference<Duration> idle = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger trimmed = new AtomicInteger();
    private final IdleTrim trim = new IdleTrim(idle::get, trimmed::incrementAndGet);

    @Test
    void trimsOnceForEveryTimeOfQuiet() {
        assertEquals(0, after(Duration.ofSeconds(9)));
        assertEquals(1, after(Duration.ofSeconds(10)));
        assertEquals(1, after(Duration.ofSeconds(60)));
        assertEquals(1, after(Duration.ZERO));
        assertEquals(2, after(Duration.ofSeconds(11)));
    }

    @Test
    void thisJvmIsAskedWithoutHarm() {
        new IdleTrim(() -> Duration.ofDays(1)).look();
    }

    private int after(Duration quiet) {
        idle.set(quiet);
        trim.look();
        return trimmed.get();
    }
}
