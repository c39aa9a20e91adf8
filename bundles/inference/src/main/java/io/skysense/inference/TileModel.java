// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import io.skysense.nn.predict.Predictor;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs models of one backbone over batches of tiles: the features of a batch are computed once. */
final class TileModel {

    private final List<Model> models;
    private final Predictor predictor;
    private final Map<Modality, BandTable> bands;

    /**
     * Takes a model.
     *
     * @param model stays the caller's
     * @param testTime how it sees each tile
     * @throws IOException if its data has no bands of a modality that it reads
     */
    TileModel(Model model, TestTime testTime) throws IOException {
        this(List.of(model), testTime);
    }

    /**
     * Takes models whose backbones are equal, weights included.
     *
     * @param models stay the caller's
     * @param testTime how they see each tile
     * @throws IOException if their data has no bands of a modality that they read, or they look at different numbers of dates
     */
    TileModel(List<Model> models, TestTime testTime) throws IOException {
        this.models = List.copyOf(models);
        Model first = models.get(0);
        predictor = new Predictor(first, models.stream().map(Model::head).toList(), testTime);
        bands = new EnumMap<>(Modality.class);
        for (Modality modality : first.spec().encoders().keySet()) {
            bands.put(
                    modality,
                    first.spec()
                            .table()
                            .bands(modality)
                            .orElseThrow(() -> new IOException("the model's data has no bands for " + modality.key())));
        }
        for (Model model : models) {
            if (model.head().dates() != dates()) {
                throw new IOException("the models look at " + dates() + " and at "
                        + model.head().dates() + " dates; they cannot share a pass");
            }
        }
    }

    /** {@return D, the dates of each tile that they look at} */
    int dates() {
        return models.get(0).head().dates();
    }

    /** {@return the bands they read of each modality} */
    Map<Modality, BandTable> bands() {
        return bands;
    }

    /** {@return pixels of the finest modality that they read on the side of a pixel of this one} */
    int ratio(Modality modality) {
        return models.get(0).backbone().ratios().getOrDefault(modality, 1);
    }

    /** {@return whether the dates of s2 and s1 may be a series of any length} */
    boolean readsSeries() {
        return models.get(0).backbone().readsSeries();
    }

    /**
     * Lays tiles over a raster.
     *
     * @param info of the raster
     * @param tile wanted side of a tile; rounded up to the model's alignment, for a window that is cut off at a tile's
     *     edge says other things than a whole one
     * @param overlap pixels that neighbours share at least
     * @param machine decides how many tiles run together
     * @return the tiles
     */
    TileGrid grid(RasterInfo info, int tile, int overlap, Machine machine) {
        Model model = models.get(0);
        int alignment = model.backbone().alignment();
        int side = TileAxis.roundUp(tile, alignment);
        int unit = TileGrid.unit(side - overlap, model.backbone().granularity(), alignment);
        return TileGrid.of(
                info.height(), info.width(), side, overlap, unit, machine.tilesTogether(predictor.longest(side)));
    }

    /**
     * Asks the models. The calling thread does not record gradients.
     *
     * @param tiles what was read
     * @param sensors what it was read of
     * @param side H and W of a tile
     * @return what each says of them; the caller closes it
     */
    List<TileAnswer> run(TileBatch tiles, List<SensorInput> sensors, int side) {
        List<NDManager> kept = new ArrayList<>();
        List<Supplier<TileAnswer>> answers = new ArrayList<>();
        try (NDScope scope = new NDScope();
                NDManager work = models.get(0).manager().newSubManager()) {
            scope.suppressNotUsedWarning();
            List<Prediction> said = predict(tiles, sensors, side, work);
            for (int i = 0; i < said.size(); i++) {
                if (said.get(i).kind() == LabelKind.OBJECTS) {
                    TileAnswer objects = objects(said.get(i));
                    answers.add(() -> objects);
                } else {
                    NDArray output =
                            checked(said.get(i), models.get(i), tiles.batch().size(), side);
                    NDManager owner = models.get(0).manager().newSubManager();
                    kept.add(owner);
                    NDScope.unregister(output);
                    output.attach(owner);
                    answers.add(() -> numbers(owner, output));
                }
            }
        } catch (RuntimeException | Error e) {
            kept.forEach(NDManager::close);
            throw e;
        }
        // Outside the scope, which would close copies that are made here.
        return answers.stream().map(Supplier::get).toList();
    }

    private static TileAnswer numbers(NDManager owner, NDArray output) {
        return new TileAnswer.Numbers(owner, output.toByteBuffer(true).asFloatBuffer());
    }

    private List<Prediction> predict(TileBatch tiles, List<SensorInput> sensors, int side, NDManager work) {
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        for (int s = 0; s < sensors.size(); s++) {
            SensorInput sensor = sensors.get(s);
            images.put(
                    sensor.modality(),
                    image(tiles.inputs().get(s), sensor, tiles.batch().size(), side, work));
        }
        return predictor.predictAll(images, side, side);
    }

    private NDArray image(ByteBuffer read, SensorInput sensor, int batch, int side, NDManager work) {
        long own = side / sensor.ratio();
        long times = sensor.dates().size();
        Shape shape = new Shape(batch * times, sensor.bands().bands().size(), own, own);
        ByteBuffer input = read.duplicate().order(read.order());
        input.limit(Math.toIntExact(shape.size() * Float.BYTES));
        NDArray images = work.create(input.slice().order(input.order()), shape, DataType.FLOAT32);
        return times == dates()
                ? images
                : images.reshape(batch, times, shape.get(1), own, own).transpose(0, 2, 1, 3, 4);
    }

    private static TileAnswer objects(Prediction said) {
        return new TileAnswer.Objects(BoxArrays.read(said.values()).stream()
                .map(boxes -> boxes.orElse(List.of()))
                .toList());
    }

    private static NDArray checked(Prediction said, Model model, int size, int side) {
        NDArray output = ofPixels(said, side);
        int channels = MapForm.of(said.kind(), model.spec().table()).channels();
        Shape expected = new Shape(size, channels, side, side);
        if (!output.getShape().equals(expected)) {
            throw new IllegalStateException("the head gave " + output.getShape() + ", not " + expected);
        }
        return output;
    }

    private static NDArray ofPixels(Prediction said, int side) {
        NDArray values = said.values();
        if (said.kind().ofPixels()) {
            return values;
        }
        Shape shape = values.getShape();
        return values.reshape(shape.get(0), shape.get(1), 1, 1)
                .broadcast(shape.get(0), shape.get(1), side, side)
                .duplicate();
    }
}
