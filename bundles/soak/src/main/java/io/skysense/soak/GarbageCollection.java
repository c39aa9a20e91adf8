// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Garbage collection in this process.
 *
 * @param times how often
 * @param millis how long altogether
 */
record GarbageCollection(long times, long millis) {

    /** {@return all since the process began} */
    static GarbageCollection now() {
        long times = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            times += collector.getCollectionCount();
            millis += collector.getCollectionTime();
        }
        return new GarbageCollection(times, millis);
    }

    /** {@return what has come since an earlier moment} */
    GarbageCollection since(GarbageCollection earlier) {
        return new GarbageCollection(times - earlier.times, millis - earlier.millis);
    }
}
