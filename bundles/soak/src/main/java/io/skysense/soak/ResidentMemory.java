// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Resident memory of this process after each swap, where Linux tells. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "VmRSS:";

    /** A hundred of a thousand; fewer of fewer. */
    private static final int SHARE = 10;

    private final List<Double> samples = new ArrayList<>();

    /**
     * Notes how much there is now.
     *
     * @return MiB; 0 where nobody tells
     */
    double sample() throws IOException {
        OptionalDouble now = mebibytes();
        now.ifPresent(samples::add);
        return now.orElse(0);
    }

    private static OptionalDouble mebibytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalDouble.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst();
        }
    }

    /** {@return swaps that are compared at either end} */
    int compared() {
        return samples.size() / SHARE;
    }

    /** {@return mean of the first swaps in MiB} */
    double first() {
        return mean(samples.subList(0, compared()));
    }

    /** {@return mean of the last swaps in MiB} */
    double last() {
        return mean(samples.subList(samples.size() - compared(), samples.size()));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
