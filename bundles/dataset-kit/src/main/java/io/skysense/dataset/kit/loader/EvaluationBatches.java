// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.transform.SampleForm;
import io.skysense.dataset.kit.transform.View;
import io.skysense.dataset.kit.transform.Views;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The samples of a split in the order of its list, each whole and alone: images may differ in size. */
final class EvaluationBatches implements BatchSource<HostBatch> {

    private final Dataset dataset;
    private final String split;
    private final int granularity;
    private final int size;
    private final SampleForm form;
    private final Views views;

    EvaluationBatches(Dataset dataset, SampleForm form, String split, int granularity) throws IOException {
        if (granularity < 1) {
            throw new IllegalArgumentException("granularity " + granularity);
        }
        this.dataset = dataset;
        this.split = split;
        this.form = form;
        this.granularity = granularity;
        this.size = dataset.size(split);
        this.views = new Views(dataset.table(), form);
    }

    @Override
    public long end() {
        return size;
    }

    @Override
    public Optional<HostBatch> make(long number, BufferPool pool) throws IOException {
        Optional<Sample> sample = dataset.read(split, Math.toIntExact(number));
        if (sample.isEmpty()) {
            return Optional.empty();
        }
        View whole = views.whole(sample.get(), granularity);
        return Optional.of(Packing.pack(number, List.of(whole), dataset.table(), form, true, pool));
    }
}
