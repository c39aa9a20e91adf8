// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.archive.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small tensors as float32 in memory. */
final class Values {

    private static final int MOST = 256 << 20;

    private Values() {}

    /** Reads a tensor whole. */
    static ByteBuffer read(TensorSource tensor) throws IOException {
        TensorSource floats = tensor.to(ElementType.F32);
        if (floats.type() != ElementType.F32 || floats.bytes() > MOST) {
            throw failed(tensor, "floats of at most " + MOST + " bytes are expected");
        }
        ByteBuffer values = ByteBuffer.allocateDirect((int) floats.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        floats.content().writeTo(values::put);
        return values.flip();
    }

    /** A tensor of the kind of floats of another. */
    static TensorSource like(TensorSource tensor, List<Long> shape, TensorSource.Content floats) {
        return new TensorSource(tensor.name(), ElementType.F32, shape, floats).to(tensor.type());
    }

    static CheckpointException failed(TensorSource tensor, String why) {
        return new CheckpointException("tensor " + Quote.of(tensor.name()) + " " + tensor.describe() + ": " + why);
    }
}
