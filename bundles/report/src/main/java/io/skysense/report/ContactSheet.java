// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.train.EvaluatedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Samples side by side: one row a sample; its images, label, prediction and errors in columns.
 *
 * <p>Takes any number of samples and keeps a bounded, evenly spaced choice of them as thumbnails.
 */
public final class ContactSheet implements Consumer<EvaluatedSample> {

    private static final int GAP = 6;
    private static final int GROUND = 0xffffff;

    private final DatasetTable table;
    private final int rows;
    private final int side;
    private final List<Row> kept = new ArrayList<>();
    private List<BandTable> shown;
    private long seen;
    private long stride = 1;

    /**
     * One sample.
     *
     * @param id the sample's id
     * @param accuracy share of its labelled pixels that are right; NaN if it has none
     * @param cells one picture a column
     */
    public record Row(String id, double accuracy, List<Picture> cells) {

        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * An empty sheet.
     *
     * @param table bands and classes of the samples
     * @param rows most rows kept, at least 1
     * @param side width of a cell in pixels
     */
    public ContactSheet(DatasetTable table, int rows, int side) {
        if (rows < 1 || side < 1) {
            throw new IllegalArgumentException("rows and side must be at least 1");
        }
        this.table = table;
        this.shown = table.bands();
        this.rows = rows;
        this.side = side;
    }

    @Override
    public void accept(EvaluatedSample evaluated) {
        if (seen == 0) {
            showOnly(evaluated.sample().images().keySet());
        }
        if (seen % stride == 0) {
            if (kept.size() == rows) {
                halve();
            }
            if (seen % stride == 0) {
                kept.add(row(evaluated));
            }
        }
        seen++;
    }

    /** {@return what each column shows: the modalities of the first sample, label, prediction, errors} */
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        for (BandTable bands : shown) {
            ColourChannels.of(bands).forEach(view -> names.add(view.caption()));
        }
        names.addAll(List.of("label", "prediction", "errors"));
        return names;
    }

    /** {@return the rows kept, in the order of the samples} */
    public List<Row> rows() {
        return List.copyOf(kept);
    }

    /**
     * All rows as one picture.
     *
     * @return the sheet
     * @throws IllegalStateException if no sample came
     */
    public Picture picture() {
        if (kept.isEmpty()) {
            throw new IllegalStateException("no sample to show");
        }
        return Picture.grid(kept.stream().map(Row::cells).toList(), GAP, GROUND);
    }

    /** A model of one sensor reads one sensor's images: columns of the others would stay empty. */
    private void showOnly(Set<Modality> present) {
        if (!present.isEmpty()) {
            shown = shown.stream().filter(b -> present.contains(b.modality())).toList();
        }
    }

    /** Drops every other row and takes half as often from now on: the choice stays even, the count unknown. */
    private void halve() {
        if (rows > 1) {
            for (int i = kept.size() - 1; i >= 0; i--) {
                if (i % 2 == 1) {
                    kept.remove(i);
                }
            }
        }
        stride = rows > 1 ? stride * 2 : Long.MAX_VALUE;
    }

    private Row row(EvaluatedSample evaluated) {
        List<Picture> cells = new ArrayList<>();
        Picture ground = null;
        for (BandTable bands : shown) {
            ImageCube cube = evaluated.sample().images().get(bands.modality());
            for (ColourChannels view : ColourChannels.of(bands)) {
                Picture image = cube == null ? null : ImagePainter.paint(cube, view);
                ground = ground == null ? image : ground;
                cells.add(image == null ? null : image.scaledTo(side));
            }
        }
        Labels truth = evaluated.sample().labels();
        Labels said = evaluated.said();
        cells.addAll(
                new AnswerCells(table, side).of(truth, said, ground == null ? Picture.plain(1, 1, GROUND) : ground));
        Picture blank = Picture.plain(side, heightLike(said), LabelPainter.NONE);
        cells.replaceAll(cell -> cell == null ? blank : cell);
        return new Row(evaluated.sample().id(), accuracy(truth, said), cells);
    }

    private int heightLike(Labels said) {
        return said.map()
                .map(map -> Math.max(1, Math.round((float) side * map.height() / map.width())))
                .orElse(side);
    }

    private static double accuracy(Labels known, Labels said) {
        if (known.map().isEmpty() || said.map().isEmpty()) {
            return Double.NaN;
        }
        LabelMap truth = known.map().get();
        LabelMap prediction = said.map().get();
        long right = 0;
        long all = 0;
        for (int i = 0; i < truth.classes().length; i++) {
            if ((truth.classes()[i] & 0xff) != ClassTable.IGNORE) {
                all++;
                right += truth.classes()[i] == prediction.classes()[i] ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }
}
