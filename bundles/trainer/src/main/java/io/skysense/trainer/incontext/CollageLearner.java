// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.incontext.InContextHostBatch;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.trainer.job.Learner;
import io.skysense.trainer.step.Feed;
import io.skysense.trainer.step.MicroBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * An in-context model, and the collages of a mixture of datasets.
 *
 * @param model closed with the learner
 * @param collages of training and validation; stay open
 * @param preset the experiment
 */
record CollageLearner(InContextModel model, Collages collages, Preset preset) implements Learner {

    private static final long VALIDATION = 0x76616cL;

    @Override
    public Feed feed(long first) {
        BatchLoader<InContextHostBatch> loader = BatchLoader.of(collages.training(), first, preset.data());
        CollageTransfer transfer = transfer();
        return new Feed() {
            @Override
            public MicroBatch next() throws IOException {
                return loader.next()
                        .map(batch -> new CollageBatch(batch, model.network(), transfer))
                        .orElseThrow(() -> new IllegalStateException("the batches of training have no end"));
            }

            @Override
            public void close() {
                loader.close();
            }
        };
    }

    @Override
    public MetricReport validate(LongPredicate goOn) throws IOException {
        ContextFigures figures = new ContextFigures(collages.tables());
        CollageTransfer transfer = transfer();
        long seen = 0;
        try (GradMode off = GradMode.off();
                BatchLoader<InContextHostBatch> loader =
                        BatchLoader.of(collages.judged().orElseThrow(), 0, preset.data())) {
            boolean more = true;
            for (Optional<InContextHostBatch> next = loader.next(); next.isPresent() && more; next = loader.next()) {
                try (InContextHostBatch batch = next.get()) {
                    judge(batch, transfer, figures);
                    seen += batch.size();
                    more = goOn.test(seen);
                }
            }
        }
        return figures.report();
    }

    private void judge(InContextHostBatch host, CollageTransfer transfer, ContextFigures figures) {
        try (NDManager manager = Torch.newManager(model.manager().getDevice())) {
            manager.setName("validation");
            long seed = SeededRandom.mix(preset.seed(), VALIDATION, host.number());
            CollageTransfer.Brought brought = transfer.apart(host, manager, seed);
            NDArray ids = brought.batch().ids();
            long half = ids.getShape().get(1) / 2;
            long[] truth = ids.get(":, " + half + ":").toLongArray();
            long[] said;
            try (InContextOutput output = transfer.run(brought.batch(), false)) {
                said = output.logits().get(":, :, " + half + ":").argMax(1).toLongArray();
            }
            int pixels = truth.length / host.size();
            for (int i = 0; i < host.size(); i++) {
                figures.update(
                        host.classes().get(i).dataset(),
                        CollageAnswers.of(
                                brought.colours().get(i), host.classes().get(i)),
                        Arrays.copyOfRange(truth, i * pixels, (i + 1) * pixels),
                        Arrays.copyOfRange(said, i * pixels, (i + 1) * pixels));
            }
        }
    }

    private CollageTransfer transfer() {
        return new CollageTransfer(model.network(), model.spec().encoders().keySet());
    }

    @Override
    public String monitor() {
        return ContextFigures.MEAN_IOU;
    }

    @Override
    public void close() {
        model.close();
    }
}
