// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.BundleSet;
import io.skysense.provision.internal.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Takes bundles out of the framework, classes and all.
 *
 * @param context of this bundle
 * @param threads knows whose threads are whose
 * @param limits how long it may take
 */
record Departure(BundleContext context, BundleThreads threads, Limits limits) {

    private static final Logger LOG = System.getLogger(Departure.class.getName());

    /**
     * Stops a bundle, which waits for the leases on its plug-ins, and removes it.
     *
     * @return a warning that names the threads that it has left behind
     * @throws LifecycleException if it is still in use; it is then removed as soon as it is not
     */
    Optional<String> drain(Bundle bundle) throws LifecycleException, InterruptedException {
        Attempt<Optional<String>> attempt = Attempt.begin(
                "skysense-drain " + bundle.getSymbolicName(),
                Thread.currentThread().getContextClassLoader(),
                () -> remove(bundle));
        try {
            return attempt.await(limits.drain());
        } catch (ExecutionException e) {
            throw new LifecycleException(describe(bundle) + " cannot be removed: " + Messages.of(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new LifecycleException(
                    describe(bundle) + " is still in use after "
                            + limits.drain().toSeconds()
                            + " s: it takes no new work, and is removed when the last lease is back",
                    e);
        }
    }

    /** Removes a bundle that nobody uses yet, or once it has been given up; what goes wrong is logged. */
    Optional<String> discard(Bundle bundle) {
        try {
            return remove(bundle);
        } catch (BundleException | IllegalStateException e) {
            LOG.log(Level.WARNING, describe(bundle) + " cannot be removed: " + Messages.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<String> remove(Bundle bundle) throws BundleException, InterruptedException {
        ClassLoader loader = BundleThreads.loader(bundle);
        bundle.stop(Bundle.STOP_TRANSIENT);
        List<String> left = threads.left(bundle, loader, limits.grace());
        Optional<String> warning = left.isEmpty()
                ? Optional.empty()
                : Optional.of(describe(bundle) + " has left " + left.size() + " of its threads running: "
                        + String.join(", ", left));
        warning.ifPresent(line -> LOG.log(Level.WARNING, line));
        new BundleSet(List.of(bundle)).uninstall(context);
        threads.forget(bundle);
        return warning;
    }

    private static String describe(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
