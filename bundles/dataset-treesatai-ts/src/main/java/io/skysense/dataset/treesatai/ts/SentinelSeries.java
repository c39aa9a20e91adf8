// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.hdf.Hdf5File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series of a patch: arrays (T, C, 6, 6) and the names of the products that they come from, which carry the dates.
 * Sentinel-1 has one of each direction of flight; both together make one series.
 */
final class SentinelSeries {

    private static final int RANK = 4;
    private static final Pattern DATE = Pattern.compile("_(\\d{8})T");

    private SentinelSeries() {}

    /** One date of one array. */
    private record Day(LocalDate date, float[] values, int from) {}

    private static List<String> arrays(Modality modality) {
        return modality == Modality.S2 ? List.of("sen-2") : List.of("sen-1-asc", "sen-1-des");
    }

    /** {@return the dates of a series, ascending} */
    static List<LocalDate> dates(Path file, Modality modality) throws IOException {
        try (Hdf5File arrays = Hdf5File.open(file)) {
            List<LocalDate> dates = new ArrayList<>();
            for (String name : arrays(modality)) {
                dates.addAll(dates(file, arrays, name));
            }
            return dates.stream().sorted().toList();
        }
    }

    /** {@return (T, C, 6, 6) in the order of the dates; what is not known has the mean of its band} */
    static ImageCube read(Path file, Modality modality, BandTable bands) throws IOException {
        int count = bands.bands().size();
        int[] shape = {};
        List<Day> days = new ArrayList<>();
        try (Hdf5File arrays = Hdf5File.open(file)) {
            for (String name : arrays(modality)) {
                List<LocalDate> dates = dates(file, arrays, name);
                shape = shape(file, arrays, name, dates.size(), count, shape);
                float[] values = arrays.floats(name + "-data");
                for (int t = 0; t < dates.size(); t++) {
                    days.add(new Day(dates.get(t), values, t * count * shape[0] * shape[1]));
                }
            }
        }
        if (days.isEmpty()) {
            throw new DatasetException(file + ": no date of " + modality.key());
        }
        days.sort(Comparator.comparing(Day::date));
        int plane = shape[0] * shape[1];
        float[] all = new float[days.size() * count * plane];
        for (int t = 0; t < days.size(); t++) {
            for (int band = 0; band < count; band++) {
                int from = days.get(t).from() + band * plane;
                int to = (t * count + band) * plane;
                System.arraycopy(days.get(t).values(), from, all, to, plane);
                fill(all, to, plane, bands.mean().get(band) * bands.div());
            }
        }
        return new ImageCube(days.size(), count, shape[0], shape[1], all);
    }

    private static List<LocalDate> dates(Path file, Hdf5File arrays, String name) throws DatasetException {
        List<LocalDate> dates = new ArrayList<>();
        for (String product : arrays.texts(name + "-products")) {
            Matcher date = DATE.matcher(product);
            try {
                dates.add(LocalDate.parse(date.find() ? date.group(1) : "", DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeException e) {
                throw new DatasetException(file + ": " + name + "-products: no date in \"" + product + "\"", e);
            }
        }
        return dates;
    }

    /** {@return H and W} */
    private static int[] shape(Path file, Hdf5File arrays, String name, int dates, int bands, int[] known)
            throws DatasetException {
        int[] shape = arrays.shape(name + "-data");
        boolean fits = shape.length == RANK && shape[0] == dates && shape[1] == bands && shape[2] > 0 && shape[3] > 0;
        int[] size = fits ? new int[] {shape[2], shape[3]} : known;
        if (!fits || known.length > 0 && (known[0] != size[0] || known[1] != size[1])) {
            throw new DatasetException(file + ": " + name + "-data: (" + dates + ", " + bands
                    + ", H, W) is expected, not " + java.util.Arrays.toString(shape));
        }
        return size;
    }

    /** Puts the mean of the others in the place of what is not finite; where nothing is, that of the dataset. */
    private static void fill(float[] values, int from, int count, double usual) {
        double sum = 0;
        int finite = 0;
        for (int i = from; i < from + count; i++) {
            if (Float.isFinite(values[i])) {
                sum += values[i];
                finite++;
            }
        }
        float mean = (float) (finite == 0 ? usual : sum / finite);
        for (int i = from; finite < count && i < from + count; i++) {
            values[i] = Float.isFinite(values[i]) ? values[i] : mean;
        }
    }
}
