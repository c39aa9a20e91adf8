// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The main job through the services of the running platform, with plug-ins that came while it ran. */
class JobTest {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final BundleContext context = FrameworkUtil.getBundle(JobTest.class).getBundleContext();

    @TempDir
    Path folder;

    @Test
    void trainsGoesOnMeasuresAndMaps() throws Exception {
        Forest forest = Forest.write(folder, 3);
        Path run = folder.resolve("run");
        Path figures = folder.resolve("figures.json");
        Path map = folder.resolve("map.tif");
        try (SegmentationFeature feature = SegmentationFeature.drop(context)) {
            assertEquals(DONE, train(forest, run));
            assertEquals(DONE, call("resume", run));
            assertEquals(DONE, call("eval", "--run", run, "--list", forest.list("val"), "--json", figures));
            assertEquals(
                    DONE,
                    call("predict", "--run", run, "--input", forest.image(0), "--output", map, "--probabilities"));
        }
        assertTrue(Files.exists(run.resolve("checkpoints/step-000002.safetensors")));
        assertTrue(Files.readString(figures).contains("\"meanIoU\""));
        assertEquals(Forest.SIDE, width(map));
        assertEquals(Forest.SIDE, width(folder.resolve("map.probabilities.tif")));
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
    }

    @Test
    void failsWhileThePluginsAreNotThere() throws Exception {
        assertEquals(FAILED, train(Forest.write(folder, 1), folder.resolve("run")));
        assertFalse(Files.exists(folder.resolve("run")));
    }

    private int train(Forest forest, Path run) throws Exception {
        return call(
                "train",
                "--preset",
                "finetune-amazon-rgb",
                "--data",
                forest.data(),
                "--out",
                run,
                "--set",
                "train.steps=2",
                "--set",
                "train.minutes=0",
                "--set",
                "data.batch=2",
                "--set",
                "data.crop=32");
    }

    /** A command, by the service that the launcher calls too. */
    @SuppressWarnings("unchecked")
    private int call(Object... words) throws Exception {
        ServiceReference<?>[] found =
                context.getAllServiceReferences(ToIntFunction.class.getName(), "(skysense.command.line=true)");
        assertNotNull(found, "no command line");
        ToIntFunction<String[]> commandLine = (ToIntFunction<String[]>) context.getService(found[0]);
        try {
            String[] line = new String[words.length];
            for (int i = 0; i < line.length; i++) {
                line[i] = words[i].toString();
            }
            return commandLine.applyAsInt(line);
        } finally {
            context.ungetService(found[0]);
        }
    }

    /** By reflection: a wire to the bundle would have these tests refreshed with it. */
    private int width(Path raster) throws ReflectiveOperationException {
        Bundle gdal = new Bundles(context).find("io.skysense.gdal").orElseThrow();
        Class<?> entry = gdal.loadClass("org.gdal.gdal.gdal");
        Object dataset = entry.getMethod("Open", String.class).invoke(null, raster.toString());
        assertNotNull(dataset, raster + " cannot be opened");
        try {
            return (Integer) dataset.getClass().getMethod("getRasterXSize").invoke(dataset);
        } finally {
            dataset.getClass().getMethod("delete").invoke(dataset);
        }
    }
}
