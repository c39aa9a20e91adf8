// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import io.skysense.api.plugin.PluginLease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What a model holds: let go once, in the opposite order, each even if another fails. */
final class Holdings {

    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Keeps a lease, and notes the bundle it is on. */
    <T> T lease(PluginLease<T> lease, Map<String, String> versions) {
        add(lease::close);
        versions.put(lease.bundle(), lease.version());
        return lease.plugin();
    }

    synchronized void add(Runnable release) {
        releases.push(release);
    }

    /** Lets go of everything; a second call does nothing. */
    void close() {
        RuntimeException first = null;
        for (Runnable release = next(); release != null; release = next()) {
            try {
                release.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Lets go of everything because of an error, which stays the one that is seen. */
    void closeAfter(Throwable error) {
        try {
            close();
        } catch (RuntimeException e) {
            error.addSuppressed(e);
        }
    }

    private synchronized Runnable next() {
        return releases.poll();
    }
}
