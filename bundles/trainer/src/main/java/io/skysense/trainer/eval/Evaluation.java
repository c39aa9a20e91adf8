// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Sample;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.api.train.DataSettings;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.predict.Predictor;
import io.skysense.trainer.step.Transfer;
import java.io.IOException;
import java.util.List;
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

    /** Watches the samples go by. */
    @FunctionalInterface
    public interface Observer {

        /** Lets all go by. */
        Observer NONE = (sample, prediction) -> true;

        /**
         * A sample was predicted.
         *
         * @param sample the sample
         * @param prediction as large as its label; valid during the call
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
                BatchLoader<HostBatch> loader = BatchLoader.evaluation(dataset, split, settings, granularity)) {
            boolean goOn = true;
            for (Optional<HostBatch> next = loader.next(); next.isPresent() && goOn; next = loader.next()) {
                try (HostBatch batch = next.get()) {
                    goOn = one(batch, transfer, predictor, metrics, observer);
                }
            }
        }
        return metrics.report();
    }

    private boolean one(HostBatch batch, Transfer transfer, Predictor predictor, Metrics metrics, Observer observer)
            throws DatasetException {
        Sample sample = batch.samples().get(0);
        LabelMap label = sample.label()
                .orElseThrow(() -> new DatasetException(sample.id() + ": has no label to evaluate against"));
        try (NDManager manager = Torch.newManager(model.manager().getDevice())) {
            manager.setName("evaluation");
            NDArray whole = predictor
                    .predict(transfer.images(batch, manager), batch.height(), batch.width())
                    .probabilities();
            Prediction cut = new Prediction(whole.get(":, :, :" + label.height() + ", :" + label.width()));
            metrics.update(cut, List.of(label));
            return observer.seen(sample, cut);
        }
    }
}
