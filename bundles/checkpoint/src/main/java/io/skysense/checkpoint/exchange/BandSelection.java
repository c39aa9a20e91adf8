// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes the weights of some input bands of a convolution. */
final class BandSelection {

    private BandSelection() {}

    static TensorSource of(TensorSource tensor, List<Integer> bands) throws CheckpointException {
        List<Long> shape = tensor.shape();
        if (shape.size() != 4 || !tensor.type().floating()) {
            throw Values.failed(tensor, "the weight of a convolution (O, I, kH, kW) is expected");
        }
        long inputs = shape.get(1);
        for (int band : bands) {
            if (band >= inputs) {
                throw Values.failed(tensor, "there is no band " + band + ", it has " + inputs);
            }
        }
        List<Long> selected = new ArrayList<>(shape);
        selected.set(1, (long) bands.size());
        return Values.like(tensor, selected, sink -> write(tensor, bands, sink));
    }

    private static void write(TensorSource tensor, List<Integer> bands, TensorSource.Sink sink) throws IOException {
        ByteBuffer all = Values.read(tensor);
        long inputs = tensor.shape().get(1);
        int kernel = (int) (tensor.shape().get(2) * tensor.shape().get(3));
        float scale = inputs / (float) bands.size();
        ByteBuffer out = ByteBuffer.allocate(kernel * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long o = 0; o < tensor.shape().get(0); o++) {
            for (int band : bands) {
                int first = (int) (o * inputs + band) * kernel;
                out.clear();
                for (int i = 0; i < kernel; i++) {
                    out.putFloat(all.getFloat((first + i) * Float.BYTES) * scale);
                }
                sink.write(out.flip());
            }
        }
    }
}
