// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A loss or a gradient is not finite; the message names the step and the samples. */
public final class DivergedException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 8;

    DivergedException(long step, String what, List<String> samples) {
        super("step " + step + ": " + what + " (samples " + shown(samples)
                + "); the weights of this step were not kept;"
                + " a lower optimizer.lr, a longer schedule.warmup or a clipNorm may help");
    }

    private static String shown(List<String> samples) {
        String first = samples.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return samples.size() > SHOWN ? first + " and " + (samples.size() - SHOWN) + " more" : first;
    }
}
