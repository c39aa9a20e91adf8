// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import io.skysense.api.config.Settings;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Quantity;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Linear;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small model that sees nothing beyond {@link #REACH} pixels: two convolutions of 5x5 with random weights.
 *
 * <p>What it says of a pixel away from a tile's edge does not depend on the tile, so any difference is the engine's.
 */
final class LocalModel implements Model {

    /** How far it sees, in pixels. */
    static final int REACH = 4;

    /** What it wants sides to be a multiple of. */
    static final int GRANULARITY = 8;

    /** The bundles it came from. */
    static final Map<String, String> VERSIONS = Map.of("io.skysense.inference.test", "1.0.0");

    private static final int HIDDEN = 8;

    private final NDManager manager = Torch.newManager(Device.cpu());
    private final DatasetTable table;
    private final NDArray first;
    private final NDArray second;
    private final LabelKind kind;
    private final int dates;
    private int passes;

    LocalModel(int bands, long seed) {
        this(bands, seed, LabelKind.PIXEL_CLASSES, 1);
    }

    /** One that says this of the differences between two dates, or of one date. */
    LocalModel(int bands, long seed, LabelKind kind, int dates) {
        this.kind = kind;
        this.dates = dates;
        table = table(bands);
        Random random = new Random(seed);
        int classes = table.classes().size();
        first = weights(random, new Shape(HIDDEN, bands, 5, 5), 0.3);
        second = weights(random, new Shape(classes, HIDDEN, 5, 5), 0.3);
    }

    /** The same but for its head. */
    LocalModel withAnotherHead(LabelKind other) {
        return new LocalModel(first.getShape(), this, other);
    }

    private LocalModel(Shape shape, LocalModel like, LabelKind kind) {
        this.kind = kind;
        dates = like.dates;
        table = like.table;
        first = manager.create(like.first.toFloatArray(), shape);
        second = weights(new Random(99), like.second.getShape(), 0.3);
    }

    /** {@return how often features were computed} */
    int passes() {
        return passes;
    }

    /** {@return one to which it is all the same where left and where up is} */
    static LocalModel even(int bands, long seed) {
        LocalModel model = new LocalModel(bands, seed);
        for (NDArray weight : model.state().values()) {
            weight.addi(weight.flip(3));
            weight.addi(weight.flip(2));
        }
        return model;
    }

    static DatasetTable table(int bands) {
        BandTable table = new BandTable(
                Modality.HR,
                List.of("red", "green", "blue", "nir", "swir").subList(0, bands),
                10,
                255,
                List.of(0.5, 0.4, 0.3, 0.2, 0.1).subList(0, bands),
                List.of(0.2, 0.2, 0.3, 0.3, 0.2).subList(0, bands));
        ClassTable classes = new ClassTable(
                List.of(
                        new LabelClass(1, "forest", "#006400"),
                        new LabelClass(2, "not forest", "#ffbb22"),
                        new LabelClass(7, "water", "#0064c8")),
                List.of(0));
        List<Quantity> quantities = List.of(
                new Quantity("height", "m", 0, 1), new Quantity("age", "a", 0, 1), new Quantity("ndvi", "", 0, 1));
        return new DatasetTable(
                "local", "Local", List.of(table), classes, quantities, List.of(), "", "", "", List.of());
    }

    private NDArray weights(Random random, Shape shape, double scale) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return manager.create(values, shape);
    }

    @Override
    public ModelSpec spec() {
        Settings settings = Settings.empty().with("type", "local");
        return new ModelSpec(Map.of(Modality.HR, settings), settings, settings, table, Precision.FP32);
    }

    @Override
    public BackboneNetwork backbone() {
        return new LocalBackbone();
    }

    @Override
    public HeadNetwork head() {
        return new LocalHead();
    }

    @Override
    public Map<String, ai.djl.nn.Parameter> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, NDArray> state() {
        return Map.of("first", first, "head.second", second);
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public Map<String, String> versions() {
        return VERSIONS;
    }

    @Override
    public void close() {
        manager.close();
    }

    private final class LocalBackbone implements BackboneNetwork {

        @Override
        public Block block() {
            return Blocks.identityBlock();
        }

        @Override
        public ParameterRules rules() {
            return ParameterRules.flat();
        }

        @Override
        public List<FeatureLevel> levels() {
            return List.of(new FeatureLevel(HIDDEN, 1));
        }

        @Override
        public int granularity() {
            return GRANULARITY;
        }

        @Override
        public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
            passes++;
            NDArray x = images.get(Modality.HR);
            long side = x.getShape().get(2);
            NDArray y = Activations.relu(Linear.conv2d(x, first, null, 1, 2, 1, 1, false));
            return new FeaturePyramid(List.of(y), (int) side, (int) side);
        }
    }

    private final class LocalHead implements HeadNetwork {

        @Override
        public Block block() {
            return Blocks.identityBlock();
        }

        @Override
        public ParameterRules rules() {
            return ParameterRules.flat();
        }

        @Override
        public LabelKind kind() {
            return kind;
        }

        @Override
        public int dates() {
            return dates;
        }

        @Override
        public NDList forward(FeaturePyramid features, boolean training) {
            return new NDList(Linear.conv2d(features.levels().get(0), second, null, 1, 2, 1, 1, false));
        }

        @Override
        public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
            throw new UnsupportedOperationException("not trained");
        }

        @Override
        public Prediction predict(NDList outputs, int height, int width) {
            NDArray said = outputs.get(0);
            if (dates == 2) {
                Shape s = said.getShape();
                NDArray pairs = said.reshape(s.get(0) / 2, 2, s.get(1), s.get(2), s.get(3));
                said = pairs.get(":, 1").sub(pairs.get(":, 0"));
            }
            if (!kind.ofPixels()) {
                said = said.mean(new int[] {3}).mean(new int[] {2});
            }
            boolean classes = kind == LabelKind.PIXEL_CLASSES || kind == LabelKind.IMAGE_CLASSES;
            return new Prediction(kind, classes ? said.softmax(1) : said);
        }

        @Override
        public Metrics metrics() {
            throw new UnsupportedOperationException("not evaluated");
        }

        @Override
        public String monitor() {
            return "none";
        }
    }
}
