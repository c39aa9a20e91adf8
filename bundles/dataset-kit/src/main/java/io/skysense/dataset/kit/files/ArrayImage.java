// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.GeoReference;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.raster.Window;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image, or a series of them, in a NumPy array: (T, C, H, W), (C, H, W) or (H, W). */
final class ArrayImage implements ImageFile {

    private static final int RANK = 4;

    private final String name;
    private final ArrayFile array;
    private final int[] shape = new int[RANK];
    private final List<LocalDate> dates;

    /**
     * Opens an array.
     *
     * @param file the file
     * @param layout what its arrays are called
     * @throws IOException if the file cannot be read, or the array is no image
     */
    ArrayImage(DataFile file, FileLayout layout) throws IOException {
        name = file.name();
        array = new ArrayFile(file, layout.array());
        try {
            List<Long> found = array.shape();
            if (found.size() < 2
                    || found.size() > RANK
                    || found.stream().anyMatch(d -> d < 1 || d > Integer.MAX_VALUE)) {
                throw new DatasetException(
                        name + ": an array of shape " + found + " is no image: (T, C, H, W), (C, H, W) or (H, W)");
            }
            for (int i = 0; i < RANK; i++) {
                int at = i - (RANK - found.size());
                shape[i] = at < 0 ? 1 : Math.toIntExact(found.get(at));
            }
            dates = array.has(layout.dates()) ? parse(array.texts(layout.dates())) : List.of();
        } catch (IOException | RuntimeException e) {
            array.close();
            throw e;
        }
    }

    private List<LocalDate> parse(List<String> texts) throws DatasetException {
        if (texts.size() != shape[0]) {
            throw new DatasetException(name + ": " + texts.size() + " dates for " + shape[0] + " images");
        }
        List<LocalDate> parsed = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                parsed.add(LocalDate.parse(
                        text,
                        text.contains("-") ? DateTimeFormatter.ISO_LOCAL_DATE : DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeException e) {
                throw new DatasetException(name + ": date \"" + text + "\" is neither yyyyMMdd nor yyyy-MM-dd", e);
            }
        }
        return List.copyOf(parsed);
    }

    @Override
    public int times() {
        return shape[0];
    }

    @Override
    public int bands() {
        return shape[1];
    }

    @Override
    public int height() {
        return shape[2];
    }

    @Override
    public int width() {
        return shape[3];
    }

    @Override
    public List<LocalDate> dates() {
        return dates;
    }

    @Override
    public Optional<GeoReference> reference() {
        return Optional.empty();
    }

    @Override
    public Pixels read(int time, Window window, int[] bands) throws IOException {
        int plane = Math.multiplyExact(height(), width());
        float[] all = new float[Math.multiplyExact(bands(), plane)];
        array.read((long) time * all.length, all.length, (index, value) -> all[index] = (float) value);
        int count = bands.length == 0 ? bands() : bands.length;
        float[] values = new float[count * window.height() * window.width()];
        long nonFinite = 0;
        for (int b = 0; b < count; b++) {
            int source = (bands.length == 0 ? b : bands[b]) * plane;
            int target = b * window.height() * window.width();
            for (int r = 0; r < window.height(); r++) {
                System.arraycopy(
                        all,
                        source + (window.y() + r) * width() + window.x(),
                        values,
                        target + r * window.width(),
                        window.width());
            }
            nonFinite += fill(values, target, target + window.height() * window.width());
        }
        return new Pixels(values, nonFinite);
    }

    /** Puts the mean of the others in the place of what is not finite. */
    private static long fill(float[] values, int from, int to) {
        double sum = 0;
        int finite = 0;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i])) {
                sum += values[i];
                finite++;
            }
        }
        float mean = finite == 0 ? 0 : (float) (sum / finite);
        for (int i = from; finite < to - from && i < to; i++) {
            values[i] = Float.isFinite(values[i]) ? values[i] : mean;
        }
        return to - from - finite;
    }

    @Override
    public void close() {
        array.close();
    }
}
