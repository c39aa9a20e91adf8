// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.nn.golden.Golden;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the network whatever its weights. */
class SwinV2Test {

    private NDManager weights;
    private NDManager step;

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    @Test
    void levelsHaveTheShapesThatWereForetold() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        NDArray image = Networks.image(step, 2, 64);
        List<NDArray> levels = evaluate(network, image);
        Shape[] foretold = network.getOutputShapes(new Shape[] {image.getShape()});
        assertArrayEquals(foretold, levels.stream().map(NDArray::getShape).toArray());
        for (int i = 0; i < levels.size(); i++) {
            int stride = network.levels().get(i).stride();
            assertEquals(
                    new Shape(2, network.levels().get(i).channels(), 64 / stride, 64 / stride),
                    levels.get(i).getShape());
        }
    }

    @Test
    void anySizeGivesLevelsOfTheSizeRoundedUp() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        List<NDArray> levels = evaluate(network, step.randomNormal(new Shape(1, 3, 41, 7)));
        assertEquals(new Shape(1, 8, 11, 2), levels.get(0).getShape());
        assertEquals(new Shape(1, 16, 6, 1), levels.get(1).getShape());
        assertEquals(new Shape(1, 32, 3, 1), levels.get(2).getShape());
        levels.forEach(level -> assertFalse(level.isNaN().any().getBoolean()));
    }

    @Test
    void aSampleDoesNotDependOnItsBatch() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        NDArray images = Networks.image(step, 3, 64);
        List<NDArray> together = evaluate(network, images);
        List<NDArray> alone = evaluate(network, images.get("1:2"));
        for (int i = 0; i < alone.size(); i++) {
            Golden.assertClose(alone.get(i), together.get(i).get("1:2"), 1e-5, "level " + i);
        }
    }

    @Test
    void theFusedKernelAgreesWithTheOneThatRecordsGradients() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        NDArray image = Networks.image(step, 2, 64);
        network.getParameters().forEach(p -> p.getValue().freeze(true));
        NDArray fused = evaluate(network, image).get(2);
        try (GradMode off = GradMode.off()) {
            NDList x = new NDList(network.getChildren().get("patch_embed").forward(null, new NDList(image), false));
            for (int s = 0; s < 3; s++) {
                SwinStage stage = (SwinStage) network.getChildren().get("stages." + s);
                x = s == 0 ? x : new NDList(stage.downsample(x.head()));
                for (int b = 0; b < stage.depth(); b++) {
                    x = stage.block(b).forward(x, true);
                }
            }
            NDArray last =
                    network.getChildren().get("norm2").forward(null, x, false).head();
            Golden.assertClose(last.transpose(0, 3, 1, 2), fused, 1e-5, "last level");
        }
    }

    @Test
    void trainingRepeatsForTheSameSeedAndDropsPathsForAnother() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        NDArray image = Networks.image(step, 4, 64);
        float[] first = train(network, image, 1);
        assertArrayEquals(first, train(network, image, 1));
        assertFalse(Arrays.equals(first, train(network, image, 2)), "two seeds dropped the same paths");
    }

    @Test
    void everyParameterGetsAGradient() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        try (GradMode on = GradMode.on()) {
            NDArray loss = sum(network.forward(Networks.image(step, 2, 64), true));
            NDList gradients = Autograd.gradients(step, loss, Networks.trained(network));
            for (int i = 0; i < gradients.size(); i++) {
                float size = gradients.get(i).abs().sum().getFloat();
                assertTrue(
                        size > 0 && Float.isFinite(size),
                        network.getParameters().get(i).getKey());
            }
        }
    }

    @Test
    void bfloat16ComesCloseToFloat32() {
        NDArray image = Networks.image(step, 2, 64);
        List<NDArray> fine = evaluate(Networks.network(weights, Precision.FP32, Recompute.NONE), image);
        SwinV2 network = Networks.network(weights, Precision.BF16, Recompute.NONE);
        List<NDArray> coarse = evaluate(network, image);
        for (int i = 0; i < fine.size(); i++) {
            float error = rms(fine.get(i).sub(coarse.get(i))) / rms(fine.get(i));
            assertTrue(error > 0 && error < 4e-2, "level " + i + ": " + error);
        }
        try (GradMode on = GradMode.on()) {
            NDList gradients = Autograd.gradients(step, sum(network.forward(image, true)), Networks.trained(network));
            gradients.forEach(g -> assertTrue(Float.isFinite(g.sum().getFloat())));
        }
    }

    @Test
    void nothingIsLeftWithTheWeightsAndLittleWithTheActivations() {
        SwinV2 network = Networks.network(weights, Precision.FP32, Recompute.NONE);
        NDArray image = Networks.image(step, 1, 64);
        int before = weights.getManagedArrays().size();
        int others = step.getManagedArrays().size();
        evaluate(network, image);
        assertEquals(before, weights.getManagedArrays().size());
        assertEquals(others + network.levels().size(), step.getManagedArrays().size());
        try (GradMode on = GradMode.on()) {
            network.forward(image, true);
        }
        assertEquals(before, weights.getManagedArrays().size());
    }

    private static List<NDArray> evaluate(SwinV2 network, NDArray image) {
        try (GradMode off = GradMode.off()) {
            return network.forward(image, false);
        }
    }

    private static float[] train(SwinV2 network, NDArray image, long seed) {
        Torch.seed(seed);
        try (GradMode off = GradMode.off()) {
            return network.forward(image, true).get(2).toFloatArray();
        }
    }

    private static float rms(NDArray x) {
        return (float) Math.sqrt(x.square().mean().getFloat());
    }

    private static NDArray sum(List<NDArray> levels) {
        // Squares of shifted values: the mean of normalised features alone would not depend on the weights.
        return levels.stream()
                .map(level -> level.add(0.5f).square().mul(level).mean())
                .reduce(NDArray::add)
                .orElseThrow();
    }
}
