// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A feature file in the watched folder brings its plug-ins; without the file they are gone. */
class FeatureTest {

    private static final long SECONDS = 120;
    private static final List<String> BROUGHT =
            List.of("io.skysense.encoder-hr", "io.skysense.backbone", "io.skysense.head-segmentation");
    private static final List<String> SERVICES = List.of(
            "io.skysense.api.model.ModalityEncoder", "io.skysense.api.model.Backbone", "io.skysense.api.task.TaskHead");

    private static final String CONFIGURED = "io.skysense.inference";

    private final BundleContext context =
            FrameworkUtil.getBundle(FeatureTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);
    private final Configurations configurations = new Configurations(context);

    @Test
    void comesAndGoesWhileThePlatformRuns() throws Exception {
        Path feature = Path.of(context.getProperty("skysense.features"), "task-segmentation.json");
        Path watched = Path.of(context.getProperty("felix.fileinstall.dir"));
        Path dropped = Files.createDirectories(watched).resolve("task-segmentation.json");
        BROUGHT.forEach(name -> assertTrue(bundles.find(name).isEmpty(), name + " was there before the feature"));
        try {
            Files.copy(feature, dropped);
            BROUGHT.forEach(
                    name -> await(name + " to come", () -> bundles.find(name).isPresent()));
            SERVICES.forEach(name -> await(name + " to come", () -> serves(name)));
            assertTrue(configurations.find(CONFIGURED).isPresent(), CONFIGURED);
        } finally {
            Files.deleteIfExists(dropped);
        }
        BROUGHT.forEach(name -> await(name + " to go", () -> bundles.find(name).isEmpty()));
        SERVICES.forEach(name -> await(name + " to go", () -> !serves(name)));
        await(CONFIGURED + " to go", () -> configurations.find(CONFIGURED).isEmpty());
        assertTrue(bundles.find("io.skysense.nn").isPresent(), "the platform had this one before the feature");
    }

    private boolean serves(String type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            return found != null && Arrays.stream(found).anyMatch(r -> r.getBundle() != null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited " + SECONDS + " s for " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("interrupted while waiting for " + what);
            }
        }
    }
}
