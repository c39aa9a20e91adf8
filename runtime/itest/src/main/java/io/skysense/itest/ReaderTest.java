// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** The reader of a dataset is installed, updated and removed while the platform runs and samples are read. */
class ReaderTest {

    private static final String NAME = "loveda";
    private static final int SIDE = 8;

    private final BundleContext context =
            FrameworkUtil.getBundle(ReaderTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);
    private final Object registry;

    ReaderTest() throws Exception {
        registry =
                context.getService(context.getAllServiceReferences("io.skysense.api.plugin.PluginRegistry", null)[0]);
    }

    @Test
    void comesIsUpdatedAndGoesWhileSamplesAreRead(@TempDir Path folder) throws Exception {
        Path data = copy(folder.resolve(NAME));
        assertThrows(InvocationTargetException.class, this::lease, "the reader was there before");
        Bundle bundle = install();
        try {
            Awaiting.until("the reader of " + NAME, this::offered);
            AutoCloseable held = lease();
            Object before = plugin(held);
            CompletableFuture<Void> update;
            try {
                update = CompletableFuture.runAsync(() -> update(bundle));
                assertTrue(reads(before, data), "a lease outlasts an update");
            } finally {
                held.close();
            }
            update.get();
            Awaiting.until("the reader of " + NAME + " to be back", this::offered);
            try (AutoCloseable again = lease()) {
                assertNotSame(before.getClass(), plugin(again).getClass());
                assertTrue(reads(plugin(again), data));
            }
        } finally {
            bundle.uninstall();
        }
        Awaiting.until("the reader of " + NAME + " to go", () -> !offered());
    }

    /** Two images of two classes, as the reference lists them. */
    private static Path copy(Path folder) throws IOException {
        Files.createDirectories(folder);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        BufferedImage label = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE * SIDE; i++) {
            label.getRaster().setSample(i % SIDE, i / SIDE, 0, i % SIDE < SIDE / 2 ? 2 : 4);
        }
        ImageIO.write(image, "png", folder.resolve("image.png").toFile());
        ImageIO.write(label, "png", folder.resolve("label.png").toFile());
        Files.writeString(folder.resolve(NAME + "_train.json"), """
                [{"hr_path": "loveda/image.png", "target_path": "loveda/label.png", "type": "loveda", "classes": [0, 2]}]
                """);
        return folder;
    }

    private Bundle install() throws Exception {
        Path target = Path.of(context.getProperty("skysense.bundles")).resolve("dataset-" + NAME + "/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(f ->
                            f.getFileName().toString().matches("io\\.skysense\\.dataset-" + NAME + "-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Bundle bundle = context.installBundle(jar.toUri().toString());
            bundle.start();
            return bundle;
        }
    }

    private static void update(Bundle bundle) {
        try (InputStream same =
                java.net.URI.create(bundle.getLocation()).toURL().openStream()) {
            bundle.update(same);
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean offered() {
        try (AutoCloseable lease = lease()) {
            return plugin(lease) != null;
        } catch (InvocationTargetException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private AutoCloseable lease() throws ReflectiveOperationException {
        return (AutoCloseable)
                api("plugin.PluginRegistry").getMethod("dataset", String.class).invoke(registry, NAME);
    }

    private Object plugin(AutoCloseable lease) throws ReflectiveOperationException {
        return api("plugin.PluginLease").getMethod("plugin").invoke(lease);
    }

    private boolean reads(Object reader, Path data) throws Exception {
        Class<?> options = api("data.DatasetOptions");
        Object opened = api("data.DatasetReader")
                .getMethod("open", options)
                .invoke(reader, options.getMethod("of", Path.class).invoke(null, data));
        Class<?> type = api("data.Dataset");
        try (AutoCloseable dataset = (AutoCloseable) opened) {
            assertEquals(1, type.getMethod("size", String.class).invoke(dataset, "train"));
            Object sample = type.getMethod("read", String.class, int.class).invoke(dataset, "train", 0);
            return ((Optional<?>) sample).isPresent();
        }
    }

    /** By reflection: a wire to the bundle would have this test refreshed with it. */
    private Class<?> api(String name) throws ClassNotFoundException {
        return bundles.find("io.skysense.api").orElseThrow().loadClass("io.skysense.api." + name);
    }
}
