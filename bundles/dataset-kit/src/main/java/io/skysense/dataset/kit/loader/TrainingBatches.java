// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Sample;
import io.skysense.api.train.DataSettings;
import io.skysense.dataset.kit.sampler.Draw;
import io.skysense.dataset.kit.sampler.EpochOrder;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.dataset.kit.transform.SampleForm;
import io.skysense.dataset.kit.transform.View;
import io.skysense.dataset.kit.transform.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The endless batches of training: the samples of each epoch in a new order, a random window of each. */
final class TrainingBatches implements BatchSource<HostBatch> {

    private static final long WINDOW = 0x77696e646f77L;
    private static final long REPLACEMENT = 0x7265706c616365L;
    private static final int ATTEMPTS = 100;

    private final Dataset dataset;
    private final SampleForm form;
    private final DataSettings settings;
    private final long seed;
    private final int size;
    private final EpochOrder order;
    private final Views views;
    private final SampleCache cache;

    TrainingBatches(Dataset dataset, SampleForm form, DataSettings settings, long seed) throws IOException {
        this.dataset = dataset;
        this.form = form;
        this.settings = settings;
        this.seed = seed;
        this.size = dataset.size(settings.train());
        if (size == 0) {
            throw new DatasetException(dataset.table().name() + ": split " + settings.train() + " has no samples");
        }
        this.order = new EpochOrder(seed, size);
        this.views = new Views(dataset.table(), form);
        this.cache = new SampleCache(dataset, settings.train(), (long) settings.cacheMiB() << 20);
    }

    @Override
    public long end() {
        return Long.MAX_VALUE;
    }

    @Override
    public Optional<HostBatch> make(long number, BufferPool pool) throws IOException {
        List<View> chosen = new ArrayList<>(settings.batch());
        for (Draw draw : order.batch(number, settings.batch())) {
            Sample sample = sample(draw);
            chosen.add(views.random(sample, settings, SeededRandom.of(seed, WINDOW, draw.epoch(), draw.index())));
        }
        return Optional.of(Packing.pack(number, chosen, dataset.table(), form, false, pool));
    }

    /** A sample that the policy leaves out is replaced by another, chosen by the position alone. */
    private Sample sample(Draw draw) throws IOException {
        Optional<Sample> sample = cache.read(draw.index());
        for (int attempt = 0; sample.isEmpty() && attempt < ATTEMPTS; attempt++) {
            int other =
                    SeededRandom.of(seed, REPLACEMENT, draw.position(), attempt).nextInt(size);
            sample = cache.read(other);
        }
        return sample.orElseThrow(() -> new DatasetException(dataset.table().name() + ": split " + settings.train()
                + ": " + ATTEMPTS + " samples in a row are left out because label and image differ in size"));
    }
}
