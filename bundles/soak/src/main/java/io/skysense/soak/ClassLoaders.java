// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Class loaders of bundles that come and go, watched without being held. */
final class ClassLoaders {

    private static final int ROUNDS = 30;
    private static final long PAUSE_MILLIS = 100;

    /** A class loader, and the bundle it is of. */
    private record Watched(String bundle, WeakReference<ClassLoader> loader) {}

    private final List<Watched> watched = new ArrayList<>();

    /** Watches the class loader of a bundle that is resolved. */
    void watch(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            watched.add(new Watched(
                    bundle.getSymbolicName() + " " + bundle.getVersion(),
                    new WeakReference<>(wiring.getClassLoader())));
        }
    }

    /** {@return how many were watched} */
    int count() {
        return watched.size();
    }

    /**
     * Has garbage collected until none is left, or it does not help.
     *
     * @return the bundles whose class loaders are still there
     */
    List<String> left() throws InterruptedException {
        for (int round = 0; round < ROUNDS && !alive().isEmpty(); round++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
        return alive();
    }

    private List<String> alive() {
        return watched.stream()
                .filter(w -> w.loader().get() != null)
                .map(Watched::bundle)
                .toList();
    }
}
