// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.dataset.kit.loader.HostImages;
import io.skysense.dataset.kit.transform.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes collages into the buffers of one batch, one after the other, so that only one is open at a time.
 *
 * <p>Which modalities a batch has is known when its last collage is: until then all that the datasets have get a buffer.
 */
final class CollagePacking {

    private final int count;
    private final int size;
    private final CollageLayout layout;
    private final Map<Modality, BandTable> bands;
    private final BufferPool pool;
    private final List<ByteBuffer> taken = new ArrayList<>();
    private final Map<Modality, FloatBuffer> values = new EnumMap<>(Modality.class);
    private final Map<Modality, Boolean[]> present = new EnumMap<>(Modality.class);
    private final Map<Modality, int[]> days = new EnumMap<>(Modality.class);
    private final FloatBuffer targets;
    private final FloatBuffer hidden;
    private final List<String> ids = new ArrayList<>();
    private final List<CollageClasses> classes = new ArrayList<>();

    /**
     * Takes the buffers.
     *
     * @param count collages in the batch
     * @param size side of an image in HR pixels
     * @param layout how the images lie
     * @param bands the modalities of the datasets that are mixed
     * @param pool where buffers come from
     */
    CollagePacking(int count, int size, CollageLayout layout, Map<Modality, BandTable> bands, BufferPool pool) {
        this.count = count;
        this.size = size;
        this.layout = layout;
        this.bands = bands;
        this.pool = pool;
        bands.forEach((modality, table) -> {
            values.put(modality, take((long) table.bands().size() * pixels(modality)));
            present.put(modality, new Boolean[count]);
            days.put(modality, new int[count]);
        });
        this.targets = take(3L * pixels(Modality.HR));
        this.hidden = take((long) BlockMask.ROWS * BlockMask.COLUMNS);
    }

    /** HR pixels along a pixel of a modality. */
    private static int cell(Modality modality) {
        return modality == Modality.HR ? 1 : Ground.CELL;
    }

    private int height(Modality modality) {
        return 2 * size / cell(modality);
    }

    private int width(Modality modality) {
        return size / cell(modality);
    }

    private int pixels(Modality modality) {
        return height(modality) * width(modality);
    }

    private FloatBuffer take(long each) {
        ByteBuffer buffer = pool.take(Float.BYTES * each * count);
        taken.add(buffer);
        return buffer.asFloatBuffer();
    }

    /**
     * Writes the next collage. One that fails leaves its place to the next.
     *
     * @param collage an open collage
     * @throws IOException if a scene cannot be read
     */
    void add(Collage collage) throws IOException {
        int number = ids.size();
        Set<Modality> shown = collage.tiles().shown();
        for (Map.Entry<Modality, BandTable> entry : bands.entrySet()) {
            Modality modality = entry.getKey();
            boolean has = shown.contains(modality);
            present.get(modality)[number] = has;
            days.get(modality)[number] = -1;
            if (has) {
                image(collage, modality, number);
            } else {
                zero(entry.getValue(), number);
            }
        }
        int height = height(Modality.HR);
        int width = width(Modality.HR);
        new CollageTargets(layout, size, scaled(collage.box(), Ground.CELL))
                .write(
                        collage.tiles().list(),
                        collage.classes().colors(),
                        height,
                        width,
                        targets,
                        3 * height * width * number);
        hidden.put(collage.hidden().length * number, collage.hidden());
        classes.add(collage.classes());
        ids.add(collage.id());
    }

    private void image(Collage collage, Modality modality, int number) throws IOException {
        BandTable own = collage.table().bands(modality).orElseThrow();
        int cell = cell(modality);
        List<Tile> tiles = collage.tiles().list();
        Tile first = tiles.get(0);
        if (first.modalities().contains(modality)) {
            days.get(modality)[number] = first.day(modality);
        }
        new CollageImages(own, layout, size / cell, scaled(collage.box(), Ground.CELL / cell))
                .write(
                        tiles,
                        height(modality),
                        width(modality),
                        values.get(modality),
                        own.bands().size() * pixels(modality) * number);
    }

    /** Normalised zeros, as the reference has them; what they are does not matter to the network. */
    private void zero(BandTable table, int number) {
        Normalization normalization = Normalization.of(table);
        int pixels = pixels(table.modality());
        int at = table.bands().size() * pixels * number;
        for (int band = 0; band < table.bands().size(); band++) {
            float[] plane = new float[pixels];
            normalization.apply(band, plane);
            values.get(table.modality()).put(at + band * pixels, plane);
        }
    }

    private static Box scaled(Box box, int by) {
        return new Box(box.row() * by, box.column() * by, box.height() * by, box.width() * by);
    }

    /**
     * Ends the batch.
     *
     * @param number its number
     * @return the batch, which owns the buffers
     */
    InContextHostBatch batch(long number) {
        Map<Modality, HostImages> images = new EnumMap<>(Modality.class);
        present.forEach((modality, flags) -> {
            if (Arrays.asList(flags).contains(true)) {
                images.put(
                        modality,
                        new HostImages(
                                values.get(modality),
                                bands.get(modality).bands().size(),
                                height(modality),
                                width(modality),
                                List.of(flags)));
            }
        });
        days.keySet().retainAll(images.keySet());
        return new InContextHostBatch(
                number,
                ids,
                images,
                days,
                targets,
                hidden,
                classes,
                height(Modality.HR),
                width(Modality.HR),
                this::release);
    }

    /** Gives the buffers back. */
    void release() {
        taken.forEach(pool::give);
        taken.clear();
    }
}
