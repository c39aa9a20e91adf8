// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

/** Weights are of another model; the message is a summary, the report is complete. */
public final class NameMismatchException extends CheckpointException {

    private static final long serialVersionUID = 1L;

    private final transient NameReport report;

    /**
     * Says how they differ.
     *
     * @param file the file, for the message
     * @param report every name that differs
     */
    public NameMismatchException(String file, NameReport report) {
        super(file + ": a checkpoint of another model: " + report.summary());
        this.report = report;
    }

    /** {@return every name that differs} */
    public NameReport report() {
        return report;
    }
}
