// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Misbehaves as the header {@link Stamp#CONDUCT} of its bundle says. */
public final class Misbehaving implements BundleActivator {

    /** Throws when it is started. */
    public static final String THROWS = "throws";

    /** Waits for ever when it is started. */
    public static final String HANGS = "hangs";

    /** Leaves a thread behind when it is stopped. */
    public static final String LEAKS = "leaks";

    /** How the name of that thread begins; the number of the version follows. */
    public static final String THREAD = "soak-leak-";

    /** For the framework. */
    public Misbehaving() {}

    @Override
    public void start(BundleContext context) throws Exception {
        switch (Stamp.conduct()) {
            case THROWS -> throw new IllegalStateException("it was made to throw");
            case HANGS -> new CountDownLatch(1).await();
            case LEAKS -> new Thread(Misbehaving::idle, THREAD + Stamp.number()).start();
            default -> throw new IllegalStateException(Stamp.conduct());
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The thread is left behind.
    }

    private static void idle() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
