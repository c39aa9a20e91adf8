// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.ObjectBox;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Boxes as rows of arrays, in the form of {@link LabelKind#OBJECTS}. */
public final class BoxArrays {

    private static final int NUMBERS = 7;
    private static final float UNKNOWN = -1;

    private BoxArrays() {}

    /**
     * Writes boxes.
     *
     * @param manager owns the array
     * @param images the boxes of each
     * @return (B, N, 7)
     */
    public static NDArray write(NDManager manager, List<List<ObjectBox>> images) {
        int most = Math.max(1, images.stream().mapToInt(List::size).max().orElse(1));
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(images.size() * NUMBERS * Float.BYTES, most))
                .order(ByteOrder.nativeOrder());
        FloatBuffer rows = bytes.asFloatBuffer();
        for (List<ObjectBox> boxes : images) {
            boxes.forEach(box -> write(box, rows));
            for (int i = boxes.size() * NUMBERS; i < most * NUMBERS; i++) {
                rows.put(Float.NaN);
            }
        }
        return Arithmetic.array(manager, bytes, new Shape(images.size(), most, NUMBERS), DataType.FLOAT32);
    }

    private static void write(ObjectBox box, FloatBuffer rows) {
        rows.put(box.classIndex())
                .put((float) box.x())
                .put((float) box.y())
                .put((float) box.width())
                .put((float) box.height())
                .put((float) box.angle())
                .put((float) box.score());
    }

    /**
     * Reads boxes.
     *
     * @param rows (B, N, 7)
     * @return the boxes of each image; empty for one of which nothing is known
     */
    public static List<Optional<List<ObjectBox>>> read(NDArray rows) {
        Shape shape = rows.getShape();
        if (shape.dimension() != 3 || shape.get(2) != NUMBERS) {
            throw new IllegalArgumentException("objects of shape " + shape + ", not (B, N, " + NUMBERS + ")");
        }
        float[] values = rows.toFloatArray();
        int each = Math.toIntExact(shape.get(1)) * NUMBERS;
        List<Optional<List<ObjectBox>>> images = new ArrayList<>();
        for (int from = 0; from < values.length; from += each) {
            images.add(values[from] == UNKNOWN ? Optional.empty() : Optional.of(boxes(values, from, from + each)));
        }
        return images;
    }

    private static List<ObjectBox> boxes(float[] values, int from, int to) {
        List<ObjectBox> boxes = new ArrayList<>();
        for (int at = from; at < to && !Float.isNaN(values[at]); at += NUMBERS) {
            boxes.add(new ObjectBox(
                    (int) values[at],
                    values[at + 1],
                    values[at + 2],
                    values[at + 3],
                    values[at + 4],
                    values[at + 5],
                    values[at + 6]));
        }
        return boxes;
    }
}
