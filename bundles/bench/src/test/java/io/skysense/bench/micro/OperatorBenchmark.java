// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench.micro;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Activations;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a call from Java into PyTorch costs, on an array that costs nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OperatorBenchmark {

    private NDManager manager;
    private NDArray x;

    /** Makes the array. */
    @Setup
    public void make() {
        manager = Torch.newManager(Device.cpu());
        x = manager.ones(new Shape(8));
    }

    /** Frees it. */
    @TearDown
    public void close() {
        manager.close();
    }

    /** An operator of ours, in TorchScript. */
    @Benchmark
    public long script() {
        try (NDArray y = Activations.relu(x)) {
            return y.size();
        }
    }

    /** An operator of DJL. */
    @Benchmark
    public long djl() {
        try (NDArray y = x.neg()) {
            return y.size();
        }
    }
}
