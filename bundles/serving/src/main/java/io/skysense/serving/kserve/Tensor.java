// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.serving.http.HttpFailure;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of a request as the protocol has it.
 *
 * @param name which input it is
 * @param shape its sides
 * @param datatype {@code FP32}
 * @param data its values, flat or nested, row-major
 */
record Tensor(String name, List<Long> shape, String datatype, JsonNode data) {

    private static final String FLOAT = "FP32";

    /**
     * A tensor of an answer.
     *
     * @param name which output it is
     * @param shape its sides
     * @param datatype of the protocol
     * @param data its values, flat, row-major
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Output(String name, List<Long> shape, String datatype, Object data) {}

    /**
     * Reads the values.
     *
     * @return as many as the shape says
     * @throws HttpFailure 400 if they are no finite numbers, or more or fewer
     */
    float[] values() throws HttpFailure {
        if (shape == null || shape.isEmpty() || shape.stream().anyMatch(side -> side == null || side < 1)) {
            throw refuse("shape must be a list of sides above 0");
        }
        if (!FLOAT.equals(datatype)) {
            throw refuse("datatype must be " + FLOAT + ", not " + datatype);
        }
        if (data == null || !data.isArray()) {
            throw refuse("data must be a list");
        }
        Reader reader = new Reader(size());
        reader.take(data);
        return reader.done();
    }

    private int size() throws HttpFailure {
        try {
            return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        } catch (ArithmeticException e) {
            throw refuse("shape " + shape + " has too many values");
        }
    }

    private HttpFailure refuse(String why) {
        return new HttpFailure(HttpFailure.BAD_REQUEST, "input " + name + ": " + why);
    }

    /** Flattens nested lists; grows with what is there, not with what the shape promises. */
    private final class Reader {

        private final int expected;
        private float[] values = new float[1024];
        private int count;

        Reader(int expected) {
            this.expected = expected;
        }

        void take(JsonNode node) throws HttpFailure {
            for (JsonNode child : node) {
                if (child.isArray()) {
                    take(child);
                } else if (child.isNumber() && Float.isFinite(child.floatValue())) {
                    add(child.floatValue());
                } else {
                    throw refuse("data holds " + child + ", which is no finite number");
                }
            }
        }

        private void add(float value) throws HttpFailure {
            if (count == expected) {
                throw refuse("data has more than the " + expected + " values of shape " + shape);
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(expected, 2L * count));
            }
            values[count++] = value;
        }

        float[] done() throws HttpFailure {
            if (count < expected) {
                throw refuse("data has " + count + " of the " + expected + " values of shape " + shape);
            }
            return Arrays.copyOf(values, count);
        }
    }
}
