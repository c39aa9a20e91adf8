// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench.micro;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark: once, to see that it still works, or in full where it is asked to measure. */
class MicroBenchmarksTest {

    private static final boolean MEASURE = Boolean.getBoolean("skysense.bench.micro");

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.skysense\\.bench\\.micro\\..*")
                .shouldFailOnError(true)
                // The runner's JVM has the properties that the natives need.
                .forks(MEASURE ? 2 : 0);
        if (MEASURE) {
            options.warmupIterations(5)
                    .measurementIterations(10)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementTime(TimeValue.seconds(1))
                    .resultFormat(ResultFormatType.CSV)
                    .result("target/micro.csv");
        } else {
            options.warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(20))
                    .verbosity(VerboseMode.SILENT);
        }

        Collection<RunResult> results = new Runner(options.build()).run();

        assertTrue(results.size() >= 7, results.size() + " benchmarks");
        results.forEach(r -> assertTrue(r.getPrimaryResult().getScore() > 0, r.getPrimaryResult()::getLabel));
    }
}
