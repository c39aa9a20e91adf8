// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.transform.SampleForm;
import io.skysense.dataset.kit.transform.View;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes views into the buffers of one batch. */
final class Packing {

    private static final float[] ZEROS = new float[4096];

    private final DatasetTable table;
    private final SampleForm form;
    private final BufferPool pool;
    private final List<ByteBuffer> taken = new ArrayList<>();

    private Packing(DatasetTable table, SampleForm form, BufferPool pool) {
        this.table = table;
        this.form = form;
        this.pool = pool;
    }

    /**
     * Makes a batch.
     *
     * @param number its number
     * @param views at least one, all of the same height and width
     * @param table bands, classes and quantities
     * @param form what the model takes
     * @param keepSamples whether the batch carries the samples as read
     * @param pool where the buffers come from; all go back if this fails
     * @return the batch
     */
    static HostBatch pack(
            long number, List<View> views, DatasetTable table, SampleForm form, boolean keepSamples, BufferPool pool) {
        Packing packing = new Packing(table, form, pool);
        try {
            return packing.batch(number, views, keepSamples);
        } catch (RuntimeException | Error e) {
            packing.release();
            throw e;
        }
    }

    private HostBatch batch(long number, List<View> views, boolean keepSamples) {
        Map<Modality, HostImages> images = new EnumMap<>(Modality.class);
        for (BandTable bands : table.bands()) {
            if (views.stream().anyMatch(v -> v.has(bands.modality()))) {
                images.put(bands.modality(), images(bands, views));
            }
        }
        int height = views.get(0).height();
        int width = views.get(0).width();
        HostLabels labels = HostLabels.of(form.labels(), views, table, this::take);
        List<String> ids = views.stream().map(v -> v.sample().id()).toList();
        List<Sample> samples = keepSamples ? views.stream().map(View::sample).toList() : List.of();
        return new HostBatch(number, ids, images, labels, form.dates(), height, width, samples, this::release);
    }

    private HostImages images(BandTable bands, List<View> views) {
        Modality modality = bands.modality();
        // Samples may differ in the ratio of their grids; a batch cannot: its first sample decides.
        View first = views.stream().filter(v -> v.has(modality)).findFirst().orElseThrow();
        int rows = first.rows(modality);
        int columns = first.columns(modality);
        int count = bands.bands().size();
        long each = (long) form.dates() * count * rows * columns;
        FloatBuffer values = take(Float.BYTES * each * views.size()).asFloatBuffer();
        List<Boolean> present = new ArrayList<>(views.size());
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            int offset = Math.toIntExact(i * each);
            present.add(view.has(modality));
            if (view.has(modality)) {
                try {
                    view.image(modality, rows, columns, values, offset);
                } catch (RuntimeException e) {
                    throw new IllegalStateException(view.sample().id() + ": " + modality.key() + ": " + e, e);
                }
            } else {
                clear(values, offset, (int) each);
            }
        }
        return new HostImages(values, count, rows, columns, present);
    }

    private static void clear(FloatBuffer values, int offset, int count) {
        for (int done = 0; done < count; done += ZEROS.length) {
            values.put(offset + done, ZEROS, 0, Math.min(ZEROS.length, count - done));
        }
    }

    private ByteBuffer take(long bytes) {
        ByteBuffer buffer = pool.take(bytes);
        taken.add(buffer);
        return buffer;
    }

    private void release() {
        taken.forEach(pool::give);
        taken.clear();
    }
}
