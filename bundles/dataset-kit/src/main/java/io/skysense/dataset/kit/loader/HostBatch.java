// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import java.nio.ByteBuffer;
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
    private final ByteBuffer labels;
    private final int height;
    private final int width;
    private final List<Sample> samples;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    HostBatch(
            long number,
            List<String> ids,
            Map<Modality, HostImages> images,
            ByteBuffer labels,
            int height,
            int width,
            List<Sample> samples,
            Runnable release) {
        this.number = number;
        this.ids = List.copyOf(ids);
        this.images = Map.copyOf(images);
        this.labels = labels;
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

    /** {@return the images of each modality that at least one sample has} */
    public Map<Modality, HostImages> images() {
        return images;
    }

    /**
     * {@return the labels: (B, H, W) class indices, one unsigned byte each, from position 0 to the limit, direct;
     * {@link io.skysense.api.data.ClassTable#IGNORE} for no class; valid until the batch is closed}
     */
    public ByteBuffer labels() {
        return labels;
    }

    /** {@return H of the labels} */
    public int height() {
        return height;
    }

    /** {@return W of the labels} */
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
