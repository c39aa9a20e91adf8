// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A convolution over a pyramid against enlarging, putting side by side and convolving. */
class PyramidTest {

    private static final double ROUNDING_OF_DOUBLES = 1e-11;

    /** Levels as height, width and channels, fine to coarse. */
    static Stream<List<int[]>> pyramids() {
        return Stream.of(
                List.of(new int[] {8, 4, 3}),
                List.of(new int[] {8, 4, 3}, new int[] {4, 2, 2}, new int[] {2, 1, 4}, new int[] {2, 1, 1}),
                List.of(new int[] {7, 5, 2}, new int[] {3, 2, 3}, new int[] {7, 5, 1}, new int[] {1, 1, 2}),
                List.of(new int[] {9, 6, 1}, new int[] {9, 3, 2}, new int[] {4, 6, 2}),
                List.of(new int[] {3, 2, 1}, new int[] {5, 4, 2}));
    }

    @ParameterizedTest
    @MethodSource("pyramids")
    void valuesAndGradientsAreThoseOfTheEnlargedLevels(List<int[]> pyramid) {
        for (int kernel : new int[] {1, 3, 5}) {
            for (int batch : new int[] {1, 3}) {
                compare(pyramid, kernel, batch, false);
                compare(pyramid, kernel, batch, true);
            }
        }
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        GradientCheck.check(
                in -> Pyramid.conv2dCoarse(in.subNDList(0, 3), in.get(3), false, false),
                5,
                new Shape(2, 2, 5, 4),
                new Shape(2, 1, 2, 3),
                new Shape(2, 1, 1, 1),
                new Shape(2, 4, 3, 3));
    }

    @ParameterizedTest
    @CsvSource({"false, 1e-4", "true, 0.2"})
    void singlePrecisionIsKept(boolean bf16, float tolerance) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Torch.seed(6);
            NDList levels = new NDList(
                    manager.randomNormal(new Shape(2, 16, 12, 10)), manager.randomNormal(new Shape(2, 8, 6, 5)));
            NDArray weight = manager.randomNormal(new Shape(4, 24, 3, 3));
            NDArray expected = plain(levels, weight, false);
            NDArray actual = Pyramid.conv2dCoarse(levels, weight, false, bf16);
            assertEquals(expected.getDataType(), actual.getDataType());
            float largest = expected.abs().max().getFloat();
            assertEquals(0, expected.sub(actual).abs().max().getFloat(), tolerance * largest / 8);
        }
    }

    @Test
    void smallAndLargeConvolutionsAreTheSame() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Torch.seed(8);
            NDArray weight = manager.randomNormal(new Shape(256, 512, 3, 3)).mul(0.01f);
            for (int height : new int[] {16, 64}) {
                NDList levels = new NDList(
                        manager.randomNormal(new Shape(1, 256, height, height / 2)),
                        manager.randomNormal(new Shape(1, 256, height / 2, height / 4)));
                NDArray difference = plain(levels, weight, false).sub(Pyramid.conv2d(levels, weight, false, false));
                assertEquals(0, difference.abs().max().getFloat(), 1e-4f);
            }
        }
    }

    @Test
    void levelsMayLieChannelsLast() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Torch.seed(7);
            NDList levels = new NDList();
            for (int[] size : new int[][] {{8, 6}, {8, 6}, {4, 3}}) {
                levels.add(
                        manager.randomNormal(new Shape(2, size[0], size[1], 16)).transpose(0, 3, 1, 2));
            }
            NDArray weight = manager.randomNormal(new Shape(8, 48, 3, 3)).mul(0.1f);
            NDArray expected = plain(levels, weight, false);
            NDArray actual = Pyramid.conv2dCoarse(levels, weight, false, false);
            assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 1e-4f);
        }
    }

    private static void compare(List<int[]> pyramid, int kernel, int batch, boolean alignCorners) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            Random random = new Random(3);
            NDList inputs = new NDList();
            int channels = 0;
            for (int[] level : pyramid) {
                inputs.add(GradientCheck.gaussian(manager, random, new Shape(batch, level[2], level[0], level[1])));
                channels += level[2];
            }
            inputs.add(GradientCheck.gaussian(manager, random, new Shape(2, channels, kernel, kernel)));
            inputs.forEach(x -> x.setRequiresGradient(true));
            NDList levels = inputs.subNDList(0, pyramid.size());
            NDArray weight = inputs.get(pyramid.size());
            NDArray expected = plain(levels, weight, alignCorners);
            NDArray actual = Pyramid.conv2dCoarse(levels, weight, alignCorners, false);
            assertClose(expected, actual);
            NDList seed = new NDList(GradientCheck.gaussian(manager, random, expected.getShape()));
            NDList right = Autograd.vectorJacobian(manager, new NDList(expected), seed, inputs);
            NDList found = Autograd.vectorJacobian(manager, new NDList(actual), seed, inputs);
            for (int i = 0; i < inputs.size(); i++) {
                assertClose(right.get(i), found.get(i));
            }
        }
    }

    private static NDArray plain(NDList levels, NDArray weight, boolean alignCorners) {
        Shape finest = levels.head().getShape();
        NDList fine = new NDList();
        for (NDArray level : levels) {
            fine.add(Resize.bilinear(level, finest.get(2), finest.get(3), alignCorners));
        }
        int padding = (int) weight.getShape().get(2) / 2;
        // DJL's concat of one array is a copy without history.
        NDArray joined = fine.size() == 1 ? fine.head() : NDArrays.concat(fine, 1);
        return Linear.conv2d(joined, weight, null, 1, padding, 1, 1, false);
    }

    private static void assertClose(NDArray expected, NDArray actual) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), ROUNDING_OF_DOUBLES);
    }
}
