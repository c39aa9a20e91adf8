// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A batch in host memory, ready to be copied to a device.
 *
 * <p>Its buffers belong to the loader's pool: after {@link #close} they are written again, so nothing may keep them.
 */
public final class HostBatch implements LoadedBatch {

    private final long number;
    private final List<String> ids;
    private final Map<Modality, HostImages> images;
    private final HostLabels labels;
    private final int dates;
    private final int height;
    private final int width;
    private final List<Sample> samples;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    HostBatch(
            long number,
            List<String> ids,
            Map<Modality, HostImages> images,
            HostLabels labels,
            int dates,
            int height,
            int width,
            List<Sample> samples,
            Runnable release) {
        this.number = number;
        this.ids = List.copyOf(ids);
        this.images = Map.copyOf(images);
        this.labels = labels;
        this.dates = dates;
        this.height = height;
        this.width = width;
        this.samples = List.copyOf(samples);
        this.release = release;
    }

    @Override
    public long number() {
        return number;
    }

    /** {@return B} */
    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public List<String> ids() {
        return ids;
    }

    /** {@return the images of each modality that at least one sample has, (B*D, C, H, W): the dates of a sample together} */
    public Map<Modality, HostImages> images() {
        return images;
    }

    /** {@return what is known of the samples} */
    public HostLabels labels() {
        return labels;
    }

    /** {@return D, dates of each sample} */
    public int dates() {
        return dates;
    }

    /** {@return H of the finest images and of maps} */
    public int height() {
        return height;
    }

    /** {@return W of the finest images and of maps} */
    public int width() {
        return width;
    }

    /** {@return the samples as read, in evaluation; empty in training} */
    public List<Sample> samples() {
        return samples;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
