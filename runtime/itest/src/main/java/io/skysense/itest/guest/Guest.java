// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.guest;

import io.skysense.api.plugin.SwapParticipant;
import io.skysense.api.task.TaskHead;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Behaves as the header {@value #MODE} of its bundle says. */
public final class Guest implements BundleActivator {

    private static final String MODE = "Guest-Mode";

    /** The threads of a guest with this name wait until they are interrupted. */
    private static final String THREAD = "guest-thread";

    @Override
    public void start(BundleContext context) throws Exception {
        switch (context.getBundle().getHeaders("").get(MODE)) {
            case "throws" -> throw new IllegalStateException("the guest will not start");
            case "hangs" -> new CountDownLatch(1).await();
            case "stubborn" -> {
                offer(context);
                stayUntilSecondInterrupt();
            }
            case "leaks" -> {
                offer(context);
                new Thread(Guest::idle, THREAD).start();
            }
            case "participant" -> context.registerService(SwapParticipant.class, new GuestParticipant(context), null);
            default -> offer(context);
        }
    }

    @Override
    public void stop(BundleContext context) {}

    private static void offer(BundleContext context) {
        context.registerService(TaskHead.class, new GuestHead(), null);
    }

    private static void idle() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stayUntilSecondInterrupt() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException first) {
            new CountDownLatch(1).await();
        }
    }
}
