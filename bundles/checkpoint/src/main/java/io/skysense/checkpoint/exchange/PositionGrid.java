// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Resizes position embeddings for images of another size, with PyTorch's own interpolation. */
final class PositionGrid {

    private PositionGrid() {}

    static TensorSource resize(TensorSource tensor, int height, int width) throws CheckpointException {
        List<Long> shape = tensor.shape();
        long tokens = shape.size() == 3 ? shape.get(1) : 0;
        long side = Math.round(Math.sqrt(tokens));
        if (tokens == 0
                || shape.get(0) != 1
                || side * side != tokens
                || !tensor.type().floating()) {
            throw Values.failed(tensor, "a position embedding (1, N, C) of a square grid is expected");
        }
        if (side == height && side == width) {
            return tensor;
        }
        long channels = shape.get(2);
        return Values.like(
                tensor,
                List.of(1L, (long) height * width, channels),
                sink -> write(tensor, side, height, width, channels, sink));
    }

    private static void write(
            TensorSource tensor, long side, int height, int width, long channels, TensorSource.Sink sink)
            throws IOException {
        ByteBuffer values = Values.read(tensor);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray grid = manager.create(values, new Shape(1, side, side, channels), DataType.FLOAT32)
                    .transpose(0, 3, 1, 2);
            NDArray resized = Resize.bicubic(grid, height, width, false)
                    .transpose(0, 2, 3, 1)
                    .reshape(1, (long) height * width, channels);
            sink.write(resized.toByteBuffer());
        }
    }
}
