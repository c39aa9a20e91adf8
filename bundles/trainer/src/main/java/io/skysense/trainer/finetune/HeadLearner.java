// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.finetune;

import io.skysense.api.data.Dataset;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.trainer.eval.Evaluation;
import io.skysense.trainer.job.Learner;
import io.skysense.trainer.step.Feed;
import io.skysense.trainer.step.MicroBatch;
import io.skysense.trainer.step.Transfer;
import java.io.IOException;
import java.util.function.LongPredicate;

/**
 * A backbone with a head, and the labels of a dataset.
 *
 * @param model closed with the learner
 * @param dataset stays open
 * @param preset the experiment
 */
record HeadLearner(Model model, Dataset dataset, Preset preset) implements Learner {

    @Override
    public Feed feed(long first) throws IOException {
        BatchLoader<HostBatch> loader =
                BatchLoader.training(dataset, Evaluation.form(model.head()), preset.data(), preset.seed(), first);
        Transfer transfer = new Transfer(model.spec().encoders().keySet());
        return new Feed() {
            @Override
            public MicroBatch next() throws IOException {
                return loader.next()
                        .map(batch -> new LabelledBatch(batch, model, transfer))
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
        long[] seen = {0};
        return new Evaluation(model, preset.data(), TestTime.NONE)
                .run(dataset, preset.data().validation(), (sample, prediction) -> goOn.test(++seen[0]));
    }

    @Override
    public String monitor() {
        return model.head().monitor();
    }

    @Override
    public void close() {
        model.close();
    }
}
