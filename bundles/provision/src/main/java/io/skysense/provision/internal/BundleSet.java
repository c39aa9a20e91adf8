// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles that come and go together. */
public record BundleSet(List<Bundle> bundles) {

    private static final long REFRESH_SECONDS = 60;

    /** Copies the list. */
    public BundleSet {
        bundles = List.copyOf(bundles);
    }

    /**
     * Resolves the bundles, then starts them in order.
     *
     * @throws BundleException if one does not; it says which requirement is missing
     */
    public void start(BundleContext context) throws BundleException {
        // All at once, so that the order of the file need not follow the imports.
        framework(context).resolveBundles(bundles);
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    /**
     * Uninstalls the bundles, last first, and lets go of their class loaders.
     *
     * @throws BundleException if one cannot be stopped, or the framework does not finish in a minute
     */
    public void uninstall(BundleContext context) throws BundleException {
        if (bundles.isEmpty()) {
            return;
        }
        List<Bundle> reversed = new ArrayList<>(bundles);
        Collections.reverse(reversed);
        for (Bundle bundle : reversed) {
            bundle.uninstall();
        }
        refresh(context, reversed);
    }

    private static void refresh(BundleContext context, Collection<Bundle> gone) throws BundleException {
        CountDownLatch done = new CountDownLatch(1);
        framework(context).refreshBundles(gone, event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new BundleException("bundles not released within " + REFRESH_SECONDS + " s: " + gone);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException("interrupted while bundles are released: " + gone, e);
        }
    }

    private static FrameworkWiring framework(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
