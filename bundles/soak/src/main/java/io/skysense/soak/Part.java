// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.task.TaskHead;
import io.skysense.soak.variant.MarkedEncoder;
import io.skysense.soak.variant.MarkedHead;
import io.skysense.soak.variant.MarkedReader;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * A plug-in of which there are to be other versions.
 *
 * @param original what serves before the soak
 * @param bundle its bundle
 * @param service its service
 * @param wrapper what offers that service in the other versions
 */
record Part(PluginVersion original, Bundle bundle, Class<?> service, Class<?> wrapper) {

    /** The reader's name. */
    static final String DATASET = "demo";

    /**
     * Finds the plug-ins that the soak replaces: what its models are made of, and the reader of their images.
     *
     * @param context knows the bundles
     * @param pins knows what serves
     * @return one after the other of different kinds
     */
    static List<Part> find(BundleContext context, PluginPins pins) {
        return List.of(
                find(context, pins, "head", "segmentation", TaskHead.class, MarkedHead.class),
                find(context, pins, "encoder", "swin-v2", ModalityEncoder.class, MarkedEncoder.class),
                find(context, pins, "head", "regression", TaskHead.class, MarkedHead.class),
                find(context, pins, "dataset", DATASET, DatasetReader.class, MarkedReader.class));
    }

    private static Part find(
            BundleContext context, PluginPins pins, String kind, String name, Class<?> service, Class<?> wrapper) {
        PluginVersion serving = pins.serving().stream()
                .filter(p -> p.kind().equals(kind) && p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the " + kind + " " + name + " is not installed"));
        Bundle bundle = installed(context, serving.bundle(), serving.version());
        return new Part(serving, bundle, service, wrapper);
    }

    /** {@return the bundle of a name and version} */
    static Bundle installed(BundleContext context, String name, String version) {
        return Arrays.stream(context.getBundles())
                .filter(b -> name.equals(b.getSymbolicName())
                        && version.equals(b.getVersion().toString()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " " + version + " is not installed"));
    }

    /** {@return symbolic name of the bundle} */
    String name() {
        return original.bundle();
    }

    /** {@return the version of a number; the original has number 0} */
    String version(int number) {
        Version first = bundle.getVersion();
        return new Version(first.getMajor(), first.getMinor(), first.getMicro() + number).toString();
    }

    /** {@return the number of a version} */
    int number(String version) {
        return Version.parseVersion(version).getMicro() - bundle.getVersion().getMicro();
    }
}
