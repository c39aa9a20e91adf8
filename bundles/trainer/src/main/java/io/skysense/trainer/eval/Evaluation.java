// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Sample;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.api.train.DataSettings;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.dataset.kit.transform.Grid;
import io.skysense.dataset.kit.transform.SampleForm;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.detection.BoxArrays;
import io.skysense.nn.predict.Predictor;
import io.skysense.trainer.step.Transfer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a model over whole images: each is filled up by reflection to the model's granularity, and the prediction is
 * cut back to the image.
 *
 * @param model the model
 * @param settings loader threads and batches ahead
 * @param testTime how the model sees each image
 */
public record Evaluation(Model model, DataSettings settings, TestTime testTime) {

    private static final Map<LabelKind, String> WORDS = Map.of(
            LabelKind.PIXEL_CLASSES, "label",
            LabelKind.PIXEL_VALUES, "map of quantities",
            LabelKind.IMAGE_CLASSES, "classes",
            LabelKind.IMAGE_VALUES, "quantities",
            LabelKind.OBJECTS, "list of objects");

    /** Watches the samples go by. */
    @FunctionalInterface
    public interface Observer {

        /** Lets all go by. */
        Observer NONE = (sample, prediction) -> true;

        /**
         * A sample was predicted.
         *
         * @param sample the sample
         * @param prediction as large as its labels; valid during the call
         * @return whether to go on
         */
        boolean seen(Sample sample, Prediction prediction);
    }

    /**
     * Evaluates a split, in the order of its list.
     *
     * @param dataset an open dataset
     * @param split which samples; all must have a label
     * @param observer watches
     * @return the figures over the samples seen
     * @throws DatasetException if a sample cannot be used or has no label
     * @throws IOException if reading fails
     */
    public MetricReport run(Dataset dataset, String split, Observer observer) throws IOException {
        Metrics metrics = model.head().metrics();
        Transfer transfer = new Transfer(model.spec().encoders().keySet());
        Predictor predictor = new Predictor(model, testTime);
        int granularity = model.backbone().granularity();
        try (GradMode off = GradMode.off();
                BatchLoader<HostBatch> loader =
                        BatchLoader.evaluation(dataset, form(model.head()), split, settings, granularity)) {
            boolean goOn = true;
            for (Optional<HostBatch> next = loader.next(); next.isPresent() && goOn; next = loader.next()) {
                try (HostBatch batch = next.get()) {
                    goOn = one(batch, transfer, predictor, metrics, observer);
                }
            }
        }
        return metrics.report();
    }

    /** What was added by reflection shows objects that are not there. */
    private static NDArray inside(NDArray objects, Grid grid) {
        List<ObjectBox> there = BoxArrays.read(objects).get(0).orElse(List.of()).stream()
                .filter(box -> box.x() < grid.width() && box.y() < grid.height())
                .toList();
        return BoxArrays.write(objects.getManager(), List.of(there));
    }

    /**
     * What a head takes of a sample.
     *
     * @param head the head
     * @return labels and dates
     */
    public static SampleForm form(HeadNetwork head) {
        return new SampleForm(head.kind(), head.dates(), head.repeatsDates());
    }

    private boolean one(HostBatch batch, Transfer transfer, Predictor predictor, Metrics metrics, Observer observer)
            throws DatasetException {
        Sample sample = batch.samples().get(0);
        LabelKind kind = model.head().kind();
        if (!sample.labels().has(kind)) {
            throw new DatasetException(sample.id() + ": has no " + WORDS.get(kind) + " to evaluate against");
        }
        try (NDManager manager = Torch.newManager(model.manager().getDevice())) {
            manager.setName("evaluation");
            Prediction said = predictor.predict(transfer.images(batch, manager), batch.height(), batch.width());
            if (kind.ofPixels()) {
                Grid grid = Grid.of(sample);
                said = said.with(said.values().get(":, :, :" + grid.height() + ", :" + grid.width()));
            }
            if (kind == LabelKind.OBJECTS) {
                said = said.with(inside(said.values(), Grid.of(sample)));
            }
            metrics.update(said, List.of(sample.labels()));
            return observer.seen(sample, said);
        }
    }
}
