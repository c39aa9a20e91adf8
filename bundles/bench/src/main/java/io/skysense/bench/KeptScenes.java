// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Extent;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import io.skysense.dataset.kit.incontext.Box;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset of HR images and labels that keeps all that was read of it: what is asked for again costs nothing. It is
 * filled by one thread; as long as only the same is asked for, any number may read.
 */
final class KeptScenes implements Dataset {

    /**
     * A sample that was opened, and its label read.
     *
     * @param index which sample
     * @param parts the parts of the image that were read, in order
     */
    record Visit(int index, List<Box> parts) {}

    private record Piece(int index, Box part) {}

    private final Dataset source;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Integer, LabelMap> labels = new HashMap<>();
    private final Map<Piece, ImageCube> images = new HashMap<>();
    private volatile boolean filled;

    /**
     * Wraps a dataset.
     *
     * @param source is read once
     */
    KeptScenes(Dataset source) {
        this.source = source;
    }

    /** Ends the filling. */
    void seal() {
        filled = true;
    }

    /** {@return all that was read, in order} */
    List<Visit> visits() {
        return visits;
    }

    @Override
    public DatasetTable table() {
        return source.table();
    }

    @Override
    public int size(String split) throws IOException {
        return source.size(split);
    }

    @Override
    public List<Integer> classes(String split, int index) throws IOException {
        return source.classes(split, index);
    }

    @Override
    public Optional<Sample> read(String split, int index) throws IOException {
        return source.read(split, index);
    }

    @Override
    public Optional<Scene> scene(String split, int index) throws IOException {
        Visit visit = new Visit(index, new ArrayList<>());
        if (!filled) {
            visits.add(visit);
            try (Scene scene = source.scene(split, index).orElseThrow()) {
                labels.put(index, scene.label().orElseThrow());
            }
        }
        return Optional.of(new Kept(split, visit));
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Kept implements Scene {

        private final String split;
        private final int index;
        private final Visit visit;

        Kept(String split, Visit visit) {
            this.split = split;
            this.index = visit.index();
            this.visit = visit;
        }

        @Override
        public String id() {
            return Integer.toString(index);
        }

        @Override
        public Set<Modality> modalities() {
            return Set.of(Modality.HR);
        }

        @Override
        public Extent extent(Modality modality) {
            LabelMap label = labels.get(index);
            return new Extent(1, label.height(), label.width());
        }

        @Override
        public List<LocalDate> dates(Modality modality) {
            return List.of();
        }

        @Override
        public ImageCube read(Modality modality, int time, int row, int column, int height, int width)
                throws IOException {
            Piece piece = new Piece(index, new Box(row, column, height, width));
            if (!filled) {
                visit.parts().add(piece.part());
                try (Scene scene = source.scene(split, index).orElseThrow()) {
                    images.put(piece, scene.read(modality, time, row, column, height, width));
                }
            }
            return images.get(piece);
        }

        @Override
        public Optional<LabelMap> label() {
            return Optional.of(labels.get(index));
        }

        @Override
        public Optional<GeoReference> place() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
