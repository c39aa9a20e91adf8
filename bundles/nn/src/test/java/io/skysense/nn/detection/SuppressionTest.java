// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ObjectBox;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static ObjectBox box(int classIndex, double x, double score) {
        return new ObjectBox(classIndex, x, 0, 10, 10, 0, score);
    }

    @Test
    void ofBoxesOfOneObjectTheSurestStays() {
        ObjectBox best = box(0, 1, 0.9);
        ObjectBox apart = box(0, 8, 0.3);
        ObjectBox other = box(1, 0, 0.2);

        assertEquals(
                List.of(best, apart, other),
                Suppression.of(List.of(box(0, 0, 0.5), other, apart, best, box(0, 3, 0.6)), 0.5, 10));
    }

    /** What is suppressed suppresses nothing. */
    @Test
    void aChainIsBrokenAtItsSurestLinks() {
        ObjectBox first = box(0, 0, 0.9);
        ObjectBox last = box(0, 5, 0.7);

        assertEquals(List.of(first, last), Suppression.of(List.of(first, box(0, 2.5, 0.8), last), 0.5, 10));
    }

    @Test
    void noMoreStayThanAreAskedFor() {
        List<ObjectBox> many = List.of(box(0, 0, 0.1), box(0, 20, 0.3), box(0, 40, 0.2));

        assertEquals(List.of(many.get(1), many.get(2)), Suppression.of(many, 0.5, 2));
    }

    @Test
    void boxesComeBackFromArraysAsTheyWere() {
        List<List<ObjectBox>> images =
                List.of(List.of(new ObjectBox(2, 1.5, 2.5, 3.25, 4.5, 0.5, 0.75), box(0, 3, 0.5)), List.of());
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray rows = BoxArrays.write(manager, images);
            assertEquals(new Shape(2, 2, 7), rows.getShape());
            assertEquals(images.stream().map(Optional::of).toList(), BoxArrays.read(rows));

            NDArray unknown = manager.create(new float[] {-1, 0, 0, 0, 0, 0, 0}, new Shape(1, 1, 7));
            assertEquals(List.of(Optional.empty()), BoxArrays.read(unknown));
            assertThrows(IllegalArgumentException.class, () -> BoxArrays.read(manager.create(new Shape(1, 7, 2))));
        }
    }
}
