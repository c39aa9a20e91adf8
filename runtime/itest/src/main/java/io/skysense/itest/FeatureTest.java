// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A feature file in the watched folder brings its plug-ins; without the file they are gone. */
class FeatureTest {

    private static final String CONFIGURED = "io.skysense.inference";

    private final BundleContext context =
            FrameworkUtil.getBundle(FeatureTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);
    private final Configurations configurations = new Configurations(context);

    @Test
    void comesAndGoesWhileThePlatformRuns() throws Exception {
        SegmentationFeature.BUNDLES.forEach(
                name -> assertTrue(bundles.find(name).isEmpty(), name + " was there before the feature"));
        try (SegmentationFeature feature = SegmentationFeature.drop(context)) {
            assertTrue(configurations.find(CONFIGURED).isPresent(), CONFIGURED);
        }
        Awaiting.until(
                CONFIGURED + " to go", () -> configurations.find(CONFIGURED).isEmpty());
        assertTrue(bundles.find("io.skysense.nn").isPresent(), "the platform had this one before the feature");
    }
}
