// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.progress;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Watches long work. Calls come from the thread that works; {@link #cancelled} may be asked by any. */
@ConsumerType
public interface Progress {

    /** Watches nothing. */
    Progress NONE = new Progress() {};

    /**
     * A stage begins.
     *
     * @param stage what it is, for example {@code train}
     * @param total units of work in it; 0 if unknown
     */
    default void begin(String stage, long total) {}

    /**
     * Work was done.
     *
     * @param done units done in this stage so far
     * @param figures what to show beside the bar, for example {@code loss}
     */
    default void update(long done, Map<String, Double> figures) {}

    /**
     * A line for people, kept on screen.
     *
     * @param line one line
     */
    default void note(String line) {}

    /** The stage ended. */
    default void end() {}

    /** {@return whether the work should stop at the next safe point} */
    default boolean cancelled() {
        return false;
    }
}
