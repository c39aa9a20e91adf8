// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.Extent;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scene that says when it is closed. */
record CountedScene(Scene scene, Runnable closed) implements Scene {

    @Override
    public String id() {
        return scene.id();
    }

    @Override
    public Set<Modality> modalities() {
        return scene.modalities();
    }

    @Override
    public Extent extent(Modality modality) throws IOException {
        return scene.extent(modality);
    }

    @Override
    public List<LocalDate> dates(Modality modality) throws IOException {
        return scene.dates(modality);
    }

    @Override
    public ImageCube read(Modality modality, int time, int row, int column, int height, int width) throws IOException {
        return scene.read(modality, time, row, column, height, width);
    }

    @Override
    public Optional<LabelMap> label() throws IOException {
        return scene.label();
    }

    @Override
    public Optional<GeoReference> place() throws IOException {
        return scene.place();
    }

    @Override
    public void close() {
        scene.close();
        closed.run();
    }
}
