// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.Messages;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Brings an installed bundle up.
 *
 * @param context of this bundle
 * @param readiness knows the components
 * @param threads knows whose threads are whose
 * @param limits how long it may take
 */
record Arrival(BundleContext context, Readiness readiness, BundleThreads threads, Limits limits) {

    /** Transient: it is this platform's state, and not the framework's, that says what runs after a restart. */
    private static final int HOW = Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY;

    /**
     * Resolves a bundle.
     *
     * @throws LifecycleException if an import is missing; says which
     */
    void resolve(Bundle bundle) throws LifecycleException {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (wiring.resolveBundles(List.of(bundle))) {
            return;
        }
        try {
            bundle.start(HOW); // says what resolveBundles knows and keeps to itself
            throw new LifecycleException("it does not resolve");
        } catch (BundleException e) {
            throw new LifecycleException("it does not resolve: " + Requirement.missing(Messages.of(e)), e);
        }
    }

    /**
     * Starts a resolved bundle and waits for its components.
     *
     * @throws LifecycleException if it throws, hangs, or has a component that does not come up
     */
    void start(Bundle bundle) throws LifecycleException, InterruptedException {
        Attempt<Void> attempt =
                Attempt.begin("skysense-start " + bundle.getSymbolicName(), threads.mark(bundle), () -> {
                    bundle.start(HOW);
                    return null;
                });
        try {
            attempt.await(limits.start());
        } catch (ExecutionException e) {
            throw new LifecycleException("it does not start: " + Messages.of(deepest(e)), e.getCause());
        } catch (TimeoutException e) {
            String where = attempt.where();
            LifecycleException hangs = new LifecycleException(
                    "it was not started in " + limits.start().toSeconds() + " s: it is in " + where, e);
            if (!attempt.giveUp(limits.grace())) {
                throw new StuckException(hangs.getMessage(), attempt);
            }
            throw hangs;
        }
        List<String> problems = readiness.await(bundle, limits.start());
        if (!problems.isEmpty()) {
            throw new LifecycleException("it does not come up: " + String.join("; ", problems));
        }
    }

    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /** A start that hangs and does not heed an interrupt: the framework holds the bundle until it comes back. */
    static final class StuckException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Attempt<Void> attempt;

        StuckException(String why, Attempt<Void> attempt) {
            super(why + "; it does not heed an interrupt, and is removed if it ever comes back");
            this.attempt = attempt;
        }

        /** Does something once the start has come back. */
        void afterwards(Runnable then) {
            attempt.afterwards((nothing, failure) -> then.run());
        }
    }
}
