// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Knows whose threads are whose. A thread is a bundle's if it descends from the one that started the bundle (context class
 * loaders are inherited), if its class or its context class loader is the bundle's, or if it runs code of the bundle; the
 * last says nothing where another version of the bundle runs too, whose classes have the same names.
 */
final class BundleThreads {

    private static final long POLL_MILLIS = 20;

    private final BundleContext context;
    private final Map<Long, ClassLoader> marks = new ConcurrentHashMap<>();

    BundleThreads(BundleContext context) {
        this.context = context;
    }

    /** Loads what its parent loads; is there to be told from any other. */
    private static final class Mark extends ClassLoader {

        Mark(ClassLoader parent) {
            super(parent);
        }
    }

    /** {@return the context class loader for the thread that starts a bundle} */
    ClassLoader mark(Bundle bundle) {
        return marks.computeIfAbsent(
                bundle.getBundleId(), id -> new Mark(Thread.currentThread().getContextClassLoader()));
    }

    /**
     * Waits for the threads of a stopped bundle to end.
     *
     * @param bundle stopped, and still installed
     * @param loader its class loader, from when it was resolved; may be null
     * @param grace how long
     * @return the names of those that have not ended
     */
    List<String> left(Bundle bundle, ClassLoader loader, Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        List<Thread> alive = alive(bundle, loader);
        while (!alive.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(POLL_MILLIS);
            alive = alive(bundle, loader);
        }
        return alive.stream().map(Thread::getName).sorted().toList();
    }

    /** Forgets a bundle that is gone. */
    void forget(Bundle bundle) {
        marks.remove(bundle.getBundleId());
    }

    /** {@return the class loader of a resolved bundle, or null} */
    static ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private List<Thread> alive(Bundle bundle, ClassLoader loader) {
        ClassLoader mark = marks.get(bundle.getBundleId());
        boolean alone = Arrays.stream(context.getBundles())
                .filter(b -> bundle.getSymbolicName().equals(b.getSymbolicName()))
                .noneMatch(b -> b != bundle && b.getState() == Bundle.ACTIVE);
        List<Thread> found = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            ClassLoader inherited = thread.getContextClassLoader();
            boolean its = inherited != null && (inherited == mark || inherited == loader)
                    || loader != null && thread.getClass().getClassLoader() == loader
                    || alone && Arrays.stream(frames).anyMatch(f -> holds(bundle, f.getClassName()));
            if (its && thread != Thread.currentThread()) {
                found.add(thread);
            }
        });
        return found;
    }

    private static boolean holds(Bundle bundle, String className) {
        return !className.startsWith("java.") && bundle.getEntry(className.replace('.', '/') + ".class") != null;
    }
}
