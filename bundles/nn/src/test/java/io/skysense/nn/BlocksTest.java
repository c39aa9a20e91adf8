// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.engine.Torch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, first values and results of the blocks. */
class BlocksTest {

    private NDManager weights;
    private NDManager step;

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
        Torch.seed(19);
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    private static final class Pair extends NamedBlock {
        final Mlp mlp = child("ffn", new Mlp(4, 8, Precision.FP32));
        final Linear linear = child("", new Linear(4, 2, false, Precision.FP32));
        final Parameter scale = parameter("scale", Initializer.ONES, 1);

        @Override
        public NDList forward(NDList inputs, boolean training) {
            return new NDList(linear.forward(mlp.forward(inputs.singletonOrThrow())));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return linear.getOutputShapes(mlp.getOutputShapes(inputShapes));
        }
    }

    @Test
    void parametersAreNamedByDottedPaths() {
        Pair block = new Pair();
        assertEquals(
                List.of(
                        "scale",
                        "ffn.layers.0.0.weight",
                        "ffn.layers.0.0.bias",
                        "ffn.layers.1.weight",
                        "ffn.layers.1.bias",
                        "weight"),
                block.getParameters().stream().map(p -> p.getKey()).toList());
        assertFalse(block.isInitialized());
        block.initialize(weights, DataType.FLOAT32);
        assertTrue(block.isInitialized());
        block.getParameters().forEach(p -> assertTrue(p.getValue().getArray().getManager() == weights));
    }

    @Test
    void djlCanRunABlock() {
        Pair block = new Pair();
        block.initialize(weights, DataType.FLOAT32);
        NDArray x = step.randomNormal(new Shape(3, 5, 4));
        NDArray y = block.forward(null, new NDList(x), false).singletonOrThrow();
        assertEquals(block.getOutputShapes(new Shape[] {x.getShape()})[0], y.getShape());
        assertEquals(new Shape(3, 5, 2), y.getShape());
        assertTrue(y.getManager() == step);
    }

    @Test
    void firstValuesDependOnTheSeedAlone() {
        float[] first = draw(Initializers.truncatedNormal(0.02), 1);
        assertArrayEquals(first, draw(Initializers.truncatedNormal(0.02), 1));
        assertFalse(Arrays.equals(first, draw(Initializers.truncatedNormal(0.02), 2)));
    }

    @Test
    void firstValuesHaveTheirDistributions() {
        check(draw(Initializers.truncatedNormal(0.02), 3), 0.88 * 0.02, 0.04);
        check(draw(Initializers.uniformFanIn(16), 3), 0.25 / Math.sqrt(3), 0.25);
        check(draw(Initializers.normalFanOut(50), 3), 0.2, 2);
        assertEquals(3, draw(Initializers.constant(3), 3)[7]);
    }

    @Test
    void aConvolutionIsAsPyTorchHasIt() {
        Conv2d conv = new Conv2d(2, 3, 3, 2, 1, Precision.FP32);
        conv.initialize(weights, DataType.FLOAT32);
        NDArray x = step.randomNormal(new Shape(1, 2, 7, 8));
        NDArray y = conv.forward(x);
        assertEquals(conv.getOutputShapes(new Shape[] {x.getShape()})[0], y.getShape());
        assertEquals(new Shape(1, 3, 4, 4), y.getShape());
        NDArray weight = conv.getParameters().get("weight").getArray();
        float bias = conv.getParameters().get("bias").getArray().getFloat(1);
        NDArray window = x.get("0,:,1:4,3:6");
        assertEquals(window.mul(weight.get(1)).sum().getFloat() + bias, y.getFloat(0, 1, 1, 2), 1e-5);
    }

    @Test
    void convModuleNormalisesByTheBatchInTrainingAndByItsMemoryAfter() {
        ConvModule block = new ConvModule(2, 3, 1, Precision.FP32);
        block.initialize(weights, DataType.FLOAT32);
        assertEquals(
                List.of("conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"),
                block.getParameters().stream().map(p -> p.getKey()).toList());
        NDArray x = step.randomNormal(new Shape(4, 2, 8, 8)).mul(3).add(1);
        int before = step.getManagedArrays().size();
        NDArray y = block.forward(x, true);
        assertEquals(before + 1, step.getManagedArrays().size());
        assertTrue(y.min().getFloat() == 0, "a ReLU comes last");
        for (int i = 0; i < 200; i++) {
            block.forward(x, true).close();
        }
        // With the memory full of this one batch both ways agree, but for the unbiased variance.
        assertArrayEquals(y.toFloatArray(), block.forward(x, false).toFloatArray(), 2e-2f);
        NDArray one = step.ones(new Shape(1, 2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> block.forward(one, true));
        assertTrue(Float.isFinite(block.forward(one, false).sum().getFloat()));
    }

    @Test
    void layerNormAddsANormalisedBranch() {
        LayerNorm norm = new LayerNorm(4, 1e-5);
        norm.initialize(weights, DataType.FLOAT32);
        NDArray x = step.randomNormal(new Shape(2, 3, 4));
        NDArray branch = step.randomNormal(new Shape(2, 3, 4));
        assertArrayEquals(
                x.add(norm.forward(branch)).toFloatArray(),
                norm.addTo(x, branch, null).toFloatArray(),
                1e-6f);
    }

    private float[] draw(Initializer initializer, long seed) {
        Torch.seed(seed);
        return initializer
                .initialize(step, new Shape(100, 100), DataType.FLOAT32)
                .toFloatArray();
    }

    private static void check(float[] values, double deviation, double limit) {
        double sum = 0;
        double squares = 0;
        for (float v : values) {
            assertTrue(Math.abs(v) <= limit, String.valueOf(v));
            sum += v;
            squares += v * v;
        }
        assertEquals(0, sum / values.length, deviation / 20);
        assertEquals(deviation, Math.sqrt(squares / values.length), deviation / 20);
    }
}
