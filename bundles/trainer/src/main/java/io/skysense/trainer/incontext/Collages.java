// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.incontext.InContextBatches;
import io.skysense.dataset.kit.sampler.Shard;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The collages of a mixture of datasets.
 *
 * @param tables of the datasets
 * @param training endless
 * @param judged of the validation lists, if there are any
 */
record Collages(List<DatasetTable> tables, InContextBatches training, Optional<InContextBatches> judged) {

    /**
     * Looks at the lists.
     *
     * @param datasets to train on
     * @param validated those of them that have a validation list
     * @param preset the experiment
     * @return the collages
     * @throws IOException if a list cannot be read, or nothing in it has a class
     */
    static Collages of(List<Dataset> datasets, List<Dataset> validated, Preset preset) throws IOException {
        InContextBatches training =
                InContextBatches.training(datasets, preset.data(), preset.context(), preset.seed(), Shard.WHOLE);
        Optional<InContextBatches> judged = validated.isEmpty()
                ? Optional.empty()
                : Optional.of(InContextBatches.validation(validated, preset.data(), preset.context(), preset.seed()));
        return new Collages(datasets.stream().map(Dataset::table).toList(), training, judged);
    }

    /** {@return how often so far a record was replaced by another} */
    long replaced() {
        return training.replaced() + judged.map(InContextBatches::replaced).orElse(0L);
    }

    /** {@return collages of a validation; 0 if there is none} */
    long validation() {
        return judged.map(InContextBatches::epochLength).orElse(0L);
    }
}
