// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Quantity;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.Prediction;
import io.skysense.engine.GradMode;
import io.skysense.nn.predict.Predictor;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A model of a run on its device. Several threads may use it at a time; closing waits for those that do. */
public final class ServedModel implements AutoCloseable {

    private final String name;
    private final Path run;
    private final int version;
    private final Model model;
    private final Predictor predictor;
    private final Processors processors;
    private int users;
    private boolean closed;

    /**
     * Takes a model over.
     *
     * @param name what clients call it
     * @param run the folder it came from
     * @param version counts how often it was built, from 1
     * @param model closed with this
     * @param processors that it shares with other models
     */
    ServedModel(String name, Path run, int version, Model model, Processors processors) {
        this.name = name;
        this.run = run;
        this.version = version;
        this.model = model;
        this.predictor = new Predictor(model, TestTime.NONE);
        this.processors = processors;
    }

    /** Holds a model in use: it is not closed before. */
    @FunctionalInterface
    interface Use extends AutoCloseable {

        @Override
        void close();
    }

    /** {@return what clients call it} */
    public String name() {
        return name;
    }

    /** {@return the folder of its run} */
    public Path run() {
        return run;
    }

    /** {@return how often it was built, from 1: once more whenever another version of a plug-in takes over} */
    public int version() {
        return version;
    }

    /** {@return name and version of every bundle that a part came from} */
    public Map<String, String> bundles() {
        return model.versions();
    }

    /** {@return the bands of each modality that it reads, in the order of the modalities} */
    public List<BandTable> inputs() {
        Map<Modality, BandTable> inputs = new EnumMap<>(Modality.class);
        model.spec()
                .encoders()
                .keySet()
                .forEach(modality -> inputs.put(
                        modality, model.spec().table().bands(modality).orElseThrow()));
        return List.copyOf(inputs.values());
    }

    /** {@return what it says} */
    public LabelKind kind() {
        return model.head().kind();
    }

    /** {@return D, the dates of each image that it looks at} */
    public int dates() {
        return model.head().dates();
    }

    /** {@return names of the quantities that it tells} */
    public List<String> quantities() {
        return model.spec().table().quantities().stream().map(Quantity::name).toList();
    }

    /** {@return names of the classes that it tells apart} */
    public List<String> classes() {
        return model.spec().table().classes().classes().stream()
                .map(c -> c.name())
                .toList();
    }

    /** {@return the multiple in pixels that both sides of an image must have} */
    public int granularity() {
        return model.backbone().granularity();
    }

    /**
     * Asks the model.
     *
     * @param images makes the normalised images (B*D, C, H, W) float32 on a manager that is closed after
     * @param height H of the answer
     * @param width W of the answer
     * @param answer takes from the prediction what is to be kept
     * @param <T> what is kept
     * @return what was kept
     */
    public <T> T predict(
            Function<NDManager, Map<Modality, NDArray>> images, int height, int width, Function<Prediction, T> answer) {
        try (GradMode off = GradMode.off();
                NDManager manager = model.manager().newSubManager()) {
            return processors.share(() -> answer.apply(predictor.predict(images.apply(manager), height, width)));
        }
    }

    /** {@return a hold on it, which the caller closes; empty if it is closed or about to be} */
    synchronized Optional<Use> use() {
        if (closed) {
            return Optional.empty();
        }
        users++;
        return Optional.of(this::leave);
    }

    private synchronized void leave() {
        users--;
        notifyAll();
    }

    @Override
    public void close() {
        if (drain()) {
            model.close();
        }
    }

    /** False if another call closes it. */
    private synchronized boolean drain() {
        if (closed) {
            return false;
        }
        closed = true;
        boolean interrupted = false;
        while (users > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Memory in use is not freed, whatever the hurry.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
