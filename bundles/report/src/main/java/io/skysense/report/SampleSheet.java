// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One sample as a picture: every modality in true and false colour, its label and what the label's colours mean, maps of its
 * quantities, and its objects over the first image.
 */
public final class SampleSheet {

    private static final int GAP = 8;
    private static final int GROUND = 0xffffff;
    private static final int INK = 0x20242c;
    private static final int PALE = 0x5c6470;
    private static final int PATCH = 12;

    private SampleSheet() {}

    /**
     * Draws a sample.
     *
     * @param table bands and classes
     * @param sample its images, of several dates the median
     * @param title a line above
     * @param side width of each image in pixels
     * @return the sheet
     */
    public static Picture draw(DatasetTable table, Sample sample, String title, int side) {
        List<Picture> columns = new ArrayList<>();
        Picture ground = null;
        for (BandTable bands : table.bands()) {
            ImageCube cube = sample.images().get(bands.modality());
            if (cube != null) {
                String dates = dates(sample.dates().getOrDefault(bands.modality(), List.of()), cube.times());
                for (ColourChannels view : ColourChannels.of(bands)) {
                    Picture image = ImagePainter.paint(cube, view);
                    ground = ground == null ? image : ground;
                    columns.add(column(image.scaledTo(side), view.caption(), dates));
                }
            }
        }
        sample.label().ifPresent(label -> {
            Picture map = LabelPainter.paint(label, table.classes()).sampledTo(side);
            columns.add(column(map, "label", label.height() + " by " + label.width() + " pixels"));
            columns.add(legend(label, table.classes()));
        });
        sample.labels().values().filter(map -> !map.ofImage()).ifPresent(map -> {
            Quantity first = table.quantities().get(0);
            columns.add(column(ValuePainter.paint(map, first).sampledTo(side), first.name(), first.unit()));
        });
        if (ground != null && sample.labels().objects().isPresent()) {
            List<ObjectBox> objects = sample.labels().objects().get();
            Picture image = ground.scaledTo(side);
            Picture drawn = BoxPainter.paint(image, objects, (double) side / ground.width(), table.classes());
            columns.add(column(drawn, "objects", Integer.toString(objects.size())));
        }
        return Picture.grid(
                List.of(
                        List.of(Letters.write(title, 2, INK, GROUND)),
                        List.of(Picture.grid(List.of(columns), 0, GROUND))),
                GAP,
                GROUND);
    }

    private static Picture column(Picture image, String caption, String below) {
        return Picture.grid(
                List.of(List.of(image), List.of(line(caption, INK)), List.of(line(below, PALE))), GAP / 2, GROUND);
    }

    private static Picture line(String text, int ink) {
        return Letters.write(text, 1, ink, GROUND);
    }

    private static String dates(List<LocalDate> dates, int times) {
        if (dates.isEmpty()) {
            return times == 1 ? "" : "median of " + times + " dates";
        }
        LocalDate first = dates.get(0);
        LocalDate last = dates.get(dates.size() - 1);
        return times == 1 ? first.toString() : "median of " + times + ", " + first + " to " + last;
    }

    private static Picture legend(LabelMap label, ClassTable table) {
        long[] counts = new long[ClassTable.IGNORE + 1];
        for (byte index : label.classes()) {
            counts[index & 0xff]++;
        }
        List<List<Picture>> rows = new ArrayList<>();
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] > 0) {
                boolean known = index < table.size();
                String name = known ? table.classes().get(index).name() : "no class";
                int colour = known ? table.classes().get(index).rgb() : LabelPainter.NONE;
                String share =
                        String.format(Locale.ROOT, "%s, %.1f %%", name, 100.0 * counts[index] / label.classes().length);
                rows.add(List.of(Picture.plain(PATCH, PATCH, colour), line(share, INK)));
            }
        }
        return Picture.grid(rows, GAP / 2, GROUND);
    }
}
