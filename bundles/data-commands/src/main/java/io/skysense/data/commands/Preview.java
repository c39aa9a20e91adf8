// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.Extent;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import io.skysense.api.data.ValueMap;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** Reads scenes of any size into samples that are small enough to be drawn. */
final class Preview {

    private static final int PIXELS_AT_ONCE = 1 << 19;

    private Preview() {}

    /**
     * Reads a scene, every image reduced by whole numbers until it is less than twice as wide and high as asked for.
     *
     * @param scene an opened scene
     * @param side in pixels
     * @param date of each series; empty for all of them
     * @param progress asked whether to go on
     * @return the sample; its pixels are means, its labels those of the pixel in the middle of what one covers
     */
    static Sample of(Scene scene, int side, OptionalInt date, Progress progress) throws IOException {
        Map<Modality, ImageCube> images = new EnumMap<>(Modality.class);
        Map<Modality, List<LocalDate>> dates = new EnumMap<>(Modality.class);
        for (Modality modality : scene.modalities()) {
            int times = scene.extent(modality).times();
            int first = times == 1 ? 0 : date.orElse(0);
            int last = date.isPresent() || times == 1 ? first + 1 : times;
            images.put(modality, reduced(scene, modality, first, last, side, progress));
            List<LocalDate> known = scene.dates(modality);
            if (known.size() == times) {
                dates.put(modality, known.subList(first, last));
            }
        }
        return new Sample(scene.id(), images, reduced(scene.labels(), scene, side), dates, scene.place());
    }

    private static int factor(int height, int width, int side) {
        return Math.max(1, Math.max(height, width) / side);
    }

    private static ImageCube reduced(Scene scene, Modality modality, int first, int last, int side, Progress progress)
            throws IOException {
        Extent extent = scene.extent(modality);
        int factor = factor(extent.height(), extent.width(), side);
        int height = extent.height() / factor;
        int width = extent.width() / factor;
        float[] all = null;
        int bands = 0;
        int step = Math.max(1, PIXELS_AT_ONCE / (extent.width() * factor));
        for (int time = first; time < last; time++) {
            for (int top = 0; top < height; top += step) {
                if (progress.cancelled()) {
                    throw new CancellationException();
                }
                int rows = Math.min(step, height - top);
                ImageCube strip = scene.read(modality, time, top * factor, 0, rows * factor, extent.width());
                if (all == null) {
                    bands = strip.bands();
                    all = new float[(last - first) * bands * height * width];
                }
                for (int i = 0; i < rows * bands; i++) {
                    int band = i / rows;
                    int to = (((time - first) * bands + band) * height + top + i % rows) * width;
                    means(strip, band, i % rows * factor, factor, all, to, width);
                }
            }
        }
        return new ImageCube(last - first, bands, height, width, all);
    }

    private static void means(ImageCube strip, int band, int row, int factor, float[] to, int at, int width) {
        for (int column = 0; column < width; column++) {
            double sum = 0;
            for (int i = 0; i < factor * factor; i++) {
                sum += strip.values()[strip.index(0, band, row + i / factor, column * factor + i % factor)];
            }
            to[at + column] = (float) (sum / (factor * factor));
        }
    }

    private static Labels reduced(Labels known, Scene scene, int side) throws IOException {
        Extent grid = scene.extent(scene.modalities().iterator().next());
        int factor = factor(grid.height(), grid.width(), side);
        return new Labels(
                known.map().map(map -> reduced(map, side)),
                known.values().map(map -> map.ofImage() ? map : reduced(map, factor)),
                known.shares(),
                known.objects()
                        .map(all -> all.stream()
                                .map(box -> new ObjectBox(
                                        box.classIndex(),
                                        box.x() / factor,
                                        box.y() / factor,
                                        box.width() / factor,
                                        box.height() / factor,
                                        box.angle(),
                                        box.score()))
                                .toList()));
    }

    private static ValueMap reduced(ValueMap map, int factor) {
        int height = map.height() / factor;
        int width = map.width() / factor;
        float[] values = new float[map.quantities() * height * width];
        for (int i = 0; i < values.length; i++) {
            int row = i / width % height * factor + factor / 2;
            int column = i % width * factor + factor / 2;
            values[i] = map.values()[(i / (height * width) * map.height() + row) * map.width() + column];
        }
        return new ValueMap(map.quantities(), height, width, values);
    }

    private static LabelMap reduced(LabelMap label, int side) {
        int factor = factor(label.height(), label.width(), side);
        int height = label.height() / factor;
        int width = label.width() / factor;
        byte[] classes = new byte[height * width];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) label.at(i / width * factor + factor / 2, i % width * factor + factor / 2);
        }
        return new LabelMap(height, width, classes);
    }
}
