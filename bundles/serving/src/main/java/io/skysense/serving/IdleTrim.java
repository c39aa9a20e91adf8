// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives memory that libtorch has freed back to the system while nobody asks for anything. Under load that would hold up
 * whoever needs memory at that moment, and the next request would need it again.
 */
final class IdleTrim {

    private static final System.Logger LOG = System.getLogger(IdleTrim.class.getName());
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Supplier<Duration> idle;
    private final Runnable trim;
    private boolean done;

    /**
     * Trims the heap of this process.
     *
     * @param idle says how long nothing has been computed
     */
    IdleTrim(Supplier<Duration> idle) {
        this(idle, IdleTrim::trimHeap);
    }

    IdleTrim(Supplier<Duration> idle, Runnable trim) {
        this.idle = idle;
        this.trim = trim;
    }

    /** Does so if it is time, once for every time of quiet. */
    void look() {
        boolean quiet = idle.get().compareTo(QUIET) >= 0;
        if (quiet && !done) {
            trim.run();
        }
        done = quiet;
    }

    private static void trimHeap() {
        try {
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
            LOG.log(System.Logger.Level.DEBUG, "{0}", said);
        } catch (JMException e) {
            // JVMs that cannot, keep it for the next request.
            LOG.log(System.Logger.Level.DEBUG, "memory is not given back to the system", e);
        }
    }
}
