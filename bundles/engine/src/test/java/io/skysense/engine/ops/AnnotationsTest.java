// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of annotations against their definition. */
class AnnotationsTest {

    private static final int VOCABULARY = 6;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(4);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aTokenIsTheWeightedSumOfThePixelsOfItsPatch() {
        NDArray ids = ids(manager, 2, 6, 9);
        NDArray table = manager.randomNormal(new Shape(VOCABULARY + 1, 5));
        NDArray weight = manager.randomNormal(new Shape(1, 9));
        NDArray shares = weight.softmax(1);
        NDArray expected = manager.zeros(new Shape(2, 2, 3, 5));
        for (int pixel = 0; pixel < 9; pixel++) {
            NDArray at = ids.get(":," + pixel / 3 + "::3," + pixel % 3 + "::3");
            expected.addi(table.get(at.flatten())
                    .reshape(2, 2, 3, 5)
                    .mul(shares.get(0).get(pixel)));
        }
        NDArray tokens = Annotations.tokens(ids, table, weight, 3);
        assertEquals(expected.getShape(), tokens.getShape());
        assertArrayEquals(expected.toFloatArray(), tokens.toFloatArray(), 1e-5f);
    }

    @Test
    void whatIsHiddenIsReplacedBlockByBlock() {
        NDArray image = manager.randomNormal(new Shape(2, 4, 6, 3));
        NDArray annotation = manager.randomNormal(new Shape(2, 4, 6, 3));
        NDArray token = manager.randomNormal(new Shape(1, 1, 3));
        NDArray hidden = manager.create(new float[] {0, 1, 1, 0, 1, 1, 0, 0}, new Shape(2, 2, 2));
        NDArray both = Annotations.beside(image, annotation, hidden, token);
        assertEquals(new Shape(2, 4, 12, 3), both.getShape());
        assertArrayEquals(image.toFloatArray(), both.get(":,:,0:6").toFloatArray());
        assertArrayEquals(
                annotation.get("0,0:2,0:3").toFloatArray(),
                both.get("0,0:2,6:9").toFloatArray());
        assertArrayEquals(
                token.broadcast(new Shape(2, 3, 3)).toFloatArray(),
                both.get("0,0:2,9:12").toFloatArray());
        assertArrayEquals(
                token.broadcast(new Shape(2, 3, 3)).toFloatArray(),
                both.get("1,0:2,9:12").toFloatArray());
    }

    @Test
    void halvesAreAveragedOrStacked() {
        NDArray left = manager.randomNormal(new Shape(2, 3, 5, 4));
        NDArray right = manager.randomNormal(new Shape(2, 3, 5, 4));
        NDArray both = NDArrays.concat(new NDList(left, right), 2);
        assertArrayEquals(
                left.add(right).div(2).toFloatArray(), Annotations.average(both).toFloatArray(), 1e-6f);
        NDArray stacked = Annotations.stack(both);
        assertArrayEquals(NDArrays.concat(new NDList(left, right), 3).toFloatArray(), stacked.toFloatArray());
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        GradientCheck.check(
                in -> Annotations.tokens(ids(in.getManager(), 2, 4, 6), in.get(0), in.get(1), 2),
                1,
                new Shape(VOCABULARY + 1, 3),
                new Shape(1, 4));
        GradientCheck.check(
                in -> Annotations.beside(
                        in.get(0),
                        in.get(1),
                        in.getManager()
                                .create(new float[] {0, 1}, new Shape(1, 2, 1))
                                .toType(DataType.FLOAT64, true),
                        in.get(2)),
                2,
                new Shape(1, 2, 3, 2),
                new Shape(1, 2, 3, 2),
                new Shape(1, 1, 2));
        GradientCheck.check(in -> Annotations.average(in.get(0)), 3, new Shape(1, 2, 4, 2));
        GradientCheck.check(in -> Annotations.stack(in.get(0)), 4, new Shape(1, 2, 4, 2));
    }

    private static NDArray ids(NDManager manager, long... shape) {
        Shape wanted = new Shape(shape);
        long[] values = new Random(5).longs(wanted.size(), 0, VOCABULARY + 1).toArray();
        return manager.create(values).reshape(wanted).duplicate();
    }
}
