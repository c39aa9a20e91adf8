// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import io.skysense.api.model.Probe;
import io.skysense.checkpoint.CheckpointException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Holds arrays against a recording while the model runs. A recorded name is that of the array after a prefix, and may
 * end in {@code |sample0}: only the first sample was recorded then.
 */
final class Comparison implements Probe {

    private static final String FIRST = "|sample0";

    private final String group;
    private final Recording recording;
    private final String prefix;
    private final List<Row> rows;

    /**
     * @param group names the recording in the rows
     * @param recording what to compare with
     * @param prefix what stands before the names there
     * @param rows gets a row an array
     */
    Comparison(String group, Recording recording, String prefix, List<Row> rows) {
        this.group = group;
        this.recording = recording;
        this.prefix = prefix;
        this.rows = rows;
    }

    @Override
    public void see(String name, NDArray array) {
        stage(name, array);
    }

    /** Compares an array of a forward pass; one that was not recorded is passed over. */
    void stage(String name, NDArray array) {
        String recorded = prefix + name;
        try {
            if (recording.has(recorded)) {
                compare(recorded, Values.of(array), Limits.STAGE);
            }
            if (recording.has(recorded + FIRST)) {
                compare(recorded + FIRST, Values.of(array).first(), Limits.STAGE);
            }
        } catch (CheckpointException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares a gradient. Some are sums that cancel out, up to the last bit that was kept: what float32 cannot tell from
     * zero beside the greatest gradient of the recording is no error.
     *
     * @param greatest the greatest gradient of the recording
     */
    void gradient(String name, NDArray array, double greatest) throws CheckpointException {
        Values actual = Values.of(array);
        Values expected = recording.values(prefix + name);
        double error = error(actual, expected, Limits.RESOLUTION * greatest / Limits.GRADIENT);
        rows.add(new Row(group, prefix + name, error, Limits.GRADIENT, ""));
    }

    /** Compares relative to the greatest value recorded. */
    void compare(String name, Values actual, double limit) throws CheckpointException {
        Values expected = recording.values(name);
        // Tokens may come as a grid or as a list: their order in memory is the same.
        if (actual.array().length != expected.array().length) {
            rows.add(Row.absent(group, name, "is " + actual.shape() + ", recorded " + expected.shape()));
            return;
        }
        rows.add(new Row(group, name, error(actual, expected, 0), limit, ""));
    }

    private static double error(Values actual, Values expected, double leastScale) {
        double scale = Math.max(expected.greatest(), leastScale);
        double distance = actual.distance(expected);
        return scale == 0 ? distance : distance / scale;
    }

    /** Compares an array behind a rounding to bfloat16, by the difference itself; one that was not recorded is passed over. */
    void roundedStage(String name, Values actual) {
        if (recording.has(name)) {
            try {
                double distance = actual.distance(recording.values(name));
                rows.add(new Row(group, name, distance, Limits.ROUNDED, "absolute"));
            } catch (CheckpointException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Notes what was recorded and never compared. */
    void close(List<String> ignored) {
        for (String name : recording.unchecked()) {
            if (ignored.stream().noneMatch(name::startsWith)) {
                rows.add(Row.absent(group, name, "the model gave no such array"));
            }
        }
    }
}
