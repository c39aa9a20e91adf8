// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of the platform under test. Nothing here is wired to them, so each can be refreshed. */
record Bundles(BundleContext context) {

    private static final long SECONDS = 120;

    /** {@return our bundles, without this one} */
    List<Bundle> ours() {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().startsWith("io.skysense."))
                .filter(b -> b.getBundleId() != context.getBundle().getBundleId())
                .toList();
    }

    Optional<Bundle> find(String symbolicName) {
        return ours().stream()
                .filter(b -> b.getSymbolicName().equals(symbolicName))
                .findFirst();
    }

    void refresh(Bundle bundle) throws InterruptedException {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(Set.of(bundle), event -> done.countDown());
        assertTrue(done.await(SECONDS, TimeUnit.SECONDS), () -> bundle + " was not refreshed in " + SECONDS + " s");
    }
}
