// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench.micro;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.SafetensorsWriter;
import io.skysense.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Opening a file with as many tensors as the full model has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HeaderBenchmark {

    private static final int TENSORS = 1570;

    private Path file;

    /** Writes the file. */
    @Setup
    public void make() throws IOException {
        file = Files.createTempFile("header", ".safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                IntStream.range(0, TENSORS)
                        .mapToObj(i -> new TensorSource(
                                "backbone_hr.stages.2.blocks." + i + ".attn.w_msa.qkv.weight",
                                ElementType.F32,
                                List.of(2L, 2L),
                                sink -> sink.write(ByteBuffer.allocate(16))))
                        .toList());
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Reads names, types and shapes. */
    @Benchmark
    public int open() throws IOException {
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            return opened.tensors().size();
        }
    }
}
