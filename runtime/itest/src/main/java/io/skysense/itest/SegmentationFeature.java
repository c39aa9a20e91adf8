// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The feature of the segmentation task, dropped into the folder that the platform watches until it is closed. */
final class SegmentationFeature implements AutoCloseable {

    /** The bundles that come with it. */
    static final List<String> BUNDLES =
            List.of("io.skysense.encoder-hr", "io.skysense.backbone", "io.skysense.head-segmentation");

    /** The services that these offer. */
    static final List<String> SERVICES = List.of(
            "io.skysense.api.model.ModalityEncoder", "io.skysense.api.model.Backbone", "io.skysense.api.task.TaskHead");

    private final BundleContext context;
    private final Bundles bundles;
    private final Path dropped;

    private SegmentationFeature(BundleContext context, Path dropped) {
        this.context = context;
        this.bundles = new Bundles(context);
        this.dropped = dropped;
    }

    /** Drops the feature and waits until its services are there. */
    static SegmentationFeature drop(BundleContext context) throws IOException {
        Path file = Path.of(context.getProperty("skysense.features"), "task-segmentation.json");
        Path watched = Files.createDirectories(Path.of(context.getProperty("felix.fileinstall.dir")));
        SegmentationFeature feature = new SegmentationFeature(context, watched.resolve(file.getFileName()));
        Files.copy(file, feature.dropped);
        try {
            BUNDLES.forEach(name -> Awaiting.until(
                    name + " to come", () -> feature.bundles.find(name).isPresent()));
            SERVICES.forEach(name -> Awaiting.until(name + " to come", () -> feature.serves(name)));
            return feature;
        } catch (Error e) {
            feature.close();
            throw e;
        }
    }

    /** Takes the feature away and waits until its bundles and services are gone. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(dropped);
        BUNDLES.forEach(
                name -> Awaiting.until(name + " to go", () -> bundles.find(name).isEmpty()));
        SERVICES.forEach(name -> Awaiting.until(name + " to go", () -> !serves(name)));
    }

    private boolean serves(String type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            return found != null && Arrays.stream(found).anyMatch(r -> r.getBundle() != null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
