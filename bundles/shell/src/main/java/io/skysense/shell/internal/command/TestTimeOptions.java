// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.shell.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How often a model sees what it predicts, for use as a mixin. */
final class TestTimeOptions {

    private static final String ALL = "horizontal,vertical,both";

    @Option(
            names = "--flips",
            arity = "0..1",
            split = ",",
            paramLabel = "FLIP",
            fallbackValue = ALL,
            description =
                    "Let the model see each image mirrored too, and average what it says: horizontal, vertical, both."
                            + " Default of FLIP: all three.")
    private List<String> flips = List.of();

    @Option(
            names = "--scales",
            split = ",",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Let the model see each image at these sizes, for example 0.75,1,1.25, and average what it says."
                            + " Time grows with their squares and with flips. Default: ${DEFAULT-VALUE}.")
    private List<Double> scales;

    /**
     * Reads the options.
     *
     * @return the views
     * @throws UsageException if there cannot be such views
     */
    TestTime testTime() throws UsageException {
        List<Flip> chosen = new ArrayList<>();
        for (String name : flips) {
            chosen.add(flip(name));
        }
        try {
            return new TestTime(chosen, scales);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--flips and --scales: " + e.getMessage());
        }
    }

    private static Flip flip(String name) throws UsageException {
        for (Flip flip : Flip.values()) {
            if (flip.key().equals(name)) {
                return flip;
            }
        }
        throw new UsageException("--flips: " + name + "; allowed here: "
                + Arrays.stream(Flip.values()).map(Flip::key).collect(Collectors.joining(", ")));
    }
}
