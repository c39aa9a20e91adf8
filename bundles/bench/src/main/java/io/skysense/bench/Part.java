// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import java.util.List;

/** A part of the bench that can be run by itself. */
interface Part {

    /** {@return its name on the command line} */
    String name();

    /**
     * Measures.
     *
     * @param stopwatch how often
     * @param progress told what is being measured
     * @return the figures
     * @throws Exception if something it needs is missing or fails
     */
    List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception;
}
