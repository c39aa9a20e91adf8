// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import io.skysense.nn.predict.Predictor;
import io.skysense.raster.RasterInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Runs a model of one modality over batches of tiles. */
final class TileModel {

    private final Model model;
    private final Predictor predictor;
    private final BandTable bands;

    /**
     * Takes a model.
     *
     * @param model stays the caller's
     * @param testTime how it sees each tile
     * @throws IOException if it needs several modalities at once
     */
    TileModel(Model model, TestTime testTime) throws IOException {
        this.model = model;
        predictor = new Predictor(model, testTime);
        var modalities = model.spec().encoders().keySet();
        if (modalities.size() != 1) {
            throw new IOException("the model reads "
                    + String.join(
                            ", ",
                            modalities.stream().map(Modality::key).sorted().toList())
                    + " together; a map is made from rasters of one");
        }
        Modality modality = modalities.iterator().next();
        bands = model.spec()
                .table()
                .bands(modality)
                .orElseThrow(() -> new IOException("the model's data has no bands for " + modality.key()));
    }

    /** {@return what it says, as a map} */
    MapForm form() {
        return MapForm.of(model.head().kind(), model.spec().table());
    }

    /** {@return D, the dates of each tile that it looks at} */
    int dates() {
        return model.head().dates();
    }

    /** {@return the bands it reads} */
    BandTable bands() {
        return bands;
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
        int alignment = model.backbone().alignment();
        int side = TileAxis.roundUp(tile, alignment);
        int unit = TileGrid.unit(side - overlap, model.backbone().granularity(), alignment);
        return TileGrid.of(
                info.height(), info.width(), side, overlap, unit, machine.tilesTogether(predictor.longest(side)));
    }

    /**
     * Asks the model. The calling thread does not record gradients.
     *
     * @param tiles what was read
     * @param side H and W of a tile
     * @return what it says of them; the caller closes it
     */
    Answers run(TileBatch tiles, int side) {
        NDManager result = model.manager().newSubManager();
        NDArray output;
        try (NDScope scope = new NDScope();
                NDManager work = model.manager().newSubManager()) {
            output = ofPixels(predict(tiles, side, work), side);
            Shape expected = new Shape(tiles.batch().size(), form().channels(), side, side);
            if (!output.getShape().equals(expected)) {
                throw new IllegalStateException("the head gave " + output.getShape() + ", not " + expected);
            }
            scope.suppressNotUsedWarning();
            NDScope.unregister(output);
            output.attach(result);
        } catch (RuntimeException | Error e) {
            result.close();
            throw e;
        }
        // Outside the scope, which would close a copy that is made here.
        return new Answers(result, output.toByteBuffer(true).asFloatBuffer());
    }

    /**
     * Asks the model for objects. The calling thread does not record gradients.
     *
     * @param tiles what was read
     * @param side H and W of a tile
     * @return the objects of each tile, on its grid
     */
    List<List<ObjectBox>> objects(TileBatch tiles, int side) {
        try (NDScope scope = new NDScope();
                NDManager work = model.manager().newSubManager()) {
            scope.suppressNotUsedWarning();
            return BoxArrays.read(predict(tiles, side, work).values()).stream()
                    .map(boxes -> boxes.orElse(List.of()))
                    .toList();
        }
    }

    private Prediction predict(TileBatch tiles, int side, NDManager work) {
        Shape shape =
                new Shape((long) tiles.batch().size() * dates(), bands.bands().size(), side, side);
        ByteBuffer input = tiles.input().duplicate().order(tiles.input().order());
        input.limit(Math.toIntExact(shape.size() * Float.BYTES));
        NDArray image = work.create(input.slice().order(input.order()), shape, DataType.FLOAT32);
        return predictor.predict(Map.of(bands.modality(), image), side, side);
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

    /**
     * What a model says of a batch, in memory of the engine until they are closed, by any thread.
     *
     * @param manager owns them
     * @param values (B, K, H, W)
     */
    record Answers(NDManager manager, FloatBuffer values) implements AutoCloseable {

        @Override
        public void close() {
            manager.close();
        }
    }
}
