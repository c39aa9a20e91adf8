// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.loader.HostImages;
import io.skysense.dataset.kit.loader.LoadedBatch;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A batch of collages in host memory, ready to be copied to a device.
 *
 * <p>S is {@link io.skysense.api.train.InContextSettings#size}. Buffers belong to the loader's pool: after {@link #close}
 * they are written again, so nothing may keep them.
 */
public final class InContextHostBatch implements LoadedBatch {

    private final long number;
    private final List<String> ids;
    private final Map<Modality, HostImages> images;
    private final Map<Modality, int[]> days;
    private final FloatBuffer targets;
    private final FloatBuffer hidden;
    private final List<CollageClasses> classes;
    private final int height;
    private final int width;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    InContextHostBatch(
            long number,
            List<String> ids,
            Map<Modality, HostImages> images,
            Map<Modality, int[]> days,
            FloatBuffer targets,
            FloatBuffer hidden,
            List<CollageClasses> classes,
            int height,
            int width,
            Runnable release) {
        this.number = number;
        this.ids = List.copyOf(ids);
        this.images = Map.copyOf(images);
        this.days = Map.copyOf(days);
        this.targets = targets;
        this.hidden = hidden;
        this.classes = List.copyOf(classes);
        this.height = height;
        this.width = width;
        this.release = release;
    }

    @Override
    public long number() {
        return number;
    }

    /** {@return what the images of each collage are called, joined by commas} */
    @Override
    public List<String> ids() {
        return ids;
    }

    /** {@return the dataset of each collage} */
    public List<String> datasets() {
        return classes.stream().map(CollageClasses::dataset).toList();
    }

    /**
     * {@return the modalities that at least one collage has, normalised: hr (B, C, 2S, S), s2 and s1 (B, C, 2S/32,
     * S/32); a collage without one holds normalised zeros}
     */
    public Map<Modality, HostImages> images() {
        return images;
    }

    /**
     * {@return the day of the year, from 0, of the first image of each collage, by the modalities of {@link #images};
     * -1 if it is unknown; not to be changed}
     */
    public Map<Modality, int[]> days() {
        return days;
    }

    /** {@return the labels as normalised colours, (B, 3, 2S, S), direct; valid until the batch is closed} */
    public FloatBuffer targets() {
        return targets;
    }

    /** {@return the masks, (B, 8, 4), 1 where the annotation is masked, direct; valid until the batch is closed} */
    public FloatBuffer hidden() {
        return hidden;
    }

    /** {@return what the colours of each collage stand for} */
    public List<CollageClasses> classes() {
        return classes;
    }

    /** {@return 2S, rows of HR images and targets} */
    public int height() {
        return height;
    }

    /** {@return S, columns of HR images and targets} */
    public int width() {
        return width;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
