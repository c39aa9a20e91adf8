// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench.micro;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.transform.Normalization;
import io.skysense.dataset.kit.transform.Resample;
import io.skysense.dataset.kit.transform.Window;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What data loading does to a sample: a window of 256 pixels square out of three bands of 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WindowBenchmark {

    private static final int SIDE = 512;
    private static final int CROP = 256;
    private static final int BANDS = 3;

    private final FloatBuffer out = FloatBuffer.allocate(BANDS * CROP * CROP);
    private final Normalization normalization = Normalization.of(new BandTable(
            Modality.HR, List.of("red", "green", "blue"), 10, 255, List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2)));
    private ImageCube image;

    /** Makes an image. */
    @Setup
    public void make() {
        Random random = new Random(1);
        float[] values = new float[BANDS * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        image = new ImageCube(1, BANDS, SIDE, SIDE, values);
    }

    /** Pixels are copied. */
    @Benchmark
    public FloatBuffer upright() {
        Resample.image(image, 0, new Window(100, 100, CROP, CROP, false, false, false), CROP, CROP, out, 0);
        return out;
    }

    /** Rows become columns. */
    @Benchmark
    public FloatBuffer turned() {
        Resample.image(image, 0, new Window(100, 100, CROP, CROP, true, true, false), CROP, CROP, out, 0);
        return out;
    }

    /** Pixels are blended. */
    @Benchmark
    public FloatBuffer scaled() {
        Resample.image(image, 0, new Window(60.5, 60.5, 330, 330, false, false, false), CROP, CROP, out, 0);
        return out;
    }

    /** Values are normalised in place. */
    @Benchmark
    public FloatBuffer normalized() {
        normalization.apply(out, 0, CROP * CROP);
        return out;
    }
}
