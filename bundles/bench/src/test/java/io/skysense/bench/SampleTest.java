// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

    @Test
    void medianAndQuartilesInterpolate() {
        assertEquals(2.5, new Sample(4, 1, 3, 2).median());
        assertEquals(0.75 / 2.5, new Sample(4, 1, 3, 2).spread(), 1e-12);
        assertEquals(5, new Sample(5).median());
        assertEquals(0, new Sample(5).spread());
        assertThrows(IllegalArgumentException.class, Sample::new);
    }

    @Test
    void ratesAndRatiosGoElementByElement() {
        assertArrayEquals(new double[] {5, 2}, new Sample(2, 5).rate(10).values());
        assertArrayEquals(
                new double[] {2, 0.5}, new Sample(4, 2).over(new Sample(2, 4)).values());
    }

    @Test
    void worksTakeTurnsAndTheOrderAlternates() throws Exception {
        List<String> order = new ArrayList<>();
        List<Sample> samples = new Stopwatch(2, 0).seconds(() -> order.add("a"), () -> order.add("b"));
        assertEquals(List.of("a", "b", "b", "a"), order.subList(order.size() - 4, order.size()));
        assertEquals(2, samples.size());
        assertEquals(2, samples.get(0).values().length);
    }

    @Test
    void peakMemorySeesWhatAWorkAllocates() throws Exception {
        double bytes = PeakMemory.of(() -> {
            byte[] block = new byte[200 << 20];
            for (int i = 0; i < block.length; i += 4096) {
                block[i] = 1;
            }
        });
        assertTrue(bytes > 150e6, bytes + " bytes");
        assertEquals(0, PeakMemory.bytesIfAlive(-1, "VmHWM"));
    }

    @Test
    void theTableIsQuotedWhereItMustBe(@TempDir Path folder) throws Exception {
        Figure figure = new Figure("part", "a, \"b\"", 2, "ms", 0.01, 1.02, "at most 1.05", true);
        BenchCsv.write(folder.resolve("bench.csv"), List.of(figure));
        assertEquals(
                "part,measured,value,unit,spread,ratio,target,verdict\r\n"
                        + "part,\"a, \"\"b\"\"\",2.00,ms,1.0 %,1.020,at most 1.05,met\r\n",
                Files.readString(folder.resolve("bench.csv")));
    }
}
