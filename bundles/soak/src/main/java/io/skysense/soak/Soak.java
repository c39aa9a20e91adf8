// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.api.progress.Progress;
import io.skysense.serving.model.Processors;
import io.skysense.serving.model.ServedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.ServiceRegistration;

/**
 * Replaces versions of plug-ins while clients ask models that are made of them.
 *
 * @param services of the platform
 * @param threads clients at a time
 * @param swaps how many
 */
record Soak(Services services, int threads, int swaps) {

    private static final long MEMORY = 1L << 30;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Every kind of bad bundle comes as often: once at least, and not more often than one a hundred swaps. */
    private static final int SWAPS_OF_A_BAD_ONE = 100;

    /**
     * What it found.
     *
     * @param findings the figures
     * @param remarks what went wrong, a line each
     */
    record Outcome(List<Finding> findings, List<String> remarks) {}

    /**
     * Runs it. What serves before serves afterwards, also where it fails or is cancelled.
     *
     * @param home of the distribution
     * @param progress watches
     * @return what it found
     * @throws Exception if the platform lacks something, or cannot be brought back to what it was
     */
    Outcome run(Path home, Progress progress) throws Exception {
        Processors processors = new Processors();
        DeviceRequest request = new DeviceRequest("auto", MEMORY, "soak", PATIENCE);
        try (Material material = Material.make(home, services.trainer(), progress);
                DeviceLease device = services.devices().lease(request);
                ServedModels originals = new ServedModels(services.loader(), device, processors);
                ServedModels models = new ServedModels(services.loader(), device, processors)) {
            for (Map.Entry<String, Path> run : material.runs().entrySet()) {
                originals.open(run.getKey(), run.getValue());
                models.open(run.getKey(), run.getValue());
            }
            System.gc(); // What training left is no memory of answers.
            ServiceRegistration<SwapParticipant> participant =
                    services.context().registerService(SwapParticipant.class, models, null);
            try (Patience patience = new Patience(services.configurations(), services.lifecycleReference())) {
                return soak(material, originals, models, progress);
            } finally {
                participant.unregister();
            }
        }
    }

    private Outcome soak(Material material, ServedModels originals, ServedModels models, Progress progress)
            throws Exception {
        List<Part> parts = Part.find(services.context(), services.pins());
        Scenes scenes = new Scenes(material.scenes());
        Truth truth = new Truth(originals, parts, images(scenes));
        Tally tally = new Tally();
        ResidentMemory memory = new ResidentMemory();
        Load load = new Load(models, services.registry(), scenes, truth, tally);
        Swaps all =
                new Swaps(services.context(), services.lifecycle(), services.pins(), parts, material.folder(), load);
        long start = System.nanoTime();
        GarbageCollection before = GarbageCollection.now();
        GarbageCollection garbage;
        double seconds;
        try (all) {
            try (load) {
                load.begin(threads);
                swap(all, tally, memory, progress);
            }
            garbage = GarbageCollection.now().since(before);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        List<String> left = all.loaders().left();
        List<String> remarks = new ArrayList<>(tally.remarks());
        remarks.addAll(all.remarks());
        left.forEach(bundle -> remarks.add("not collected: the class loader of " + bundle));
        return new Outcome(
                Findings.of(new Findings.Measured(swaps, seconds, all, tally, truth, memory, garbage, left)), remarks);
    }

    private void swap(Swaps all, Tally tally, ResidentMemory memory, Progress progress)
            throws IOException, InterruptedException {
        int bads = Math.max(1, swaps / SWAPS_OF_A_BAD_ONE) * Bad.values().length;
        int offered = 0;
        progress.begin("swap", swaps);
        for (int swap = 1; swap <= swaps && !progress.cancelled(); swap++) {
            all.next();
            double resident = memory.sample();
            for (; offered < (long) swap * bads / swaps; offered++) {
                all.offer(Bad.values()[offered % Bad.values().length]);
            }
            progress.update(
                    swap,
                    Map.of(
                            "requests", (double) tally.answered(),
                            "failed", (double) tally.failed(),
                            "wrong", (double) tally.wrong(),
                            "longest wait ms", tally.waits().longest(),
                            "resident", resident));
        }
        progress.end();
    }

    private List<float[]> images(Scenes scenes) throws IOException {
        List<float[]> images = new ArrayList<>();
        try (PluginLease<DatasetReader> lease = services.registry().dataset(Part.DATASET)) {
            for (int scene = 0; scene < Material.SCENES; scene++) {
                images.add(scenes.read(lease.plugin(), scene));
            }
        }
        return images;
    }
}
