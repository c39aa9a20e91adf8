// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.guest;

import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.api.task.TaskHead;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;

/**
 * Keeps a record of what it is asked, as a service. Refuses version 6 of anything, waits for ever over version 7, and will
 * not switch to version 8.
 */
final class GuestParticipant implements SwapParticipant {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    GuestParticipant(BundleContext context) {
        context.registerService(List.class, calls, new Hashtable<>(Map.of("guest.calls", true)));
    }

    @Override
    public Swap prepare(PluginVersion candidate, PluginRegistry with) throws Exception {
        if (candidate.version().startsWith("6.")) {
            throw new IllegalStateException("the sample came out wrong");
        }
        if (candidate.version().startsWith("7.")) {
            new CountDownLatch(1).await();
        }
        PluginLease<TaskHead> built = with.head(candidate.name());
        calls.add("built with " + built.version());
        return new Swap() {

            private boolean committed;

            @Override
            public void commit() {
                if (candidate.version().startsWith("8.")) {
                    throw new IllegalStateException("the switch is stuck");
                }
                committed = true;
                calls.add("switched to " + candidate.version());
                built.close();
            }

            @Override
            public void close() {
                if (!committed) {
                    calls.add("dropped " + candidate.version());
                    built.close();
                }
            }
        };
    }
}
