// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeTest {

    private static float[] numbers(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 37 % 65_536 - 100;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -3.25f, Float.NaN, Float.POSITIVE_INFINITY, 4_194_304, -1e7f, 65_535.996f})
    void oneNumberAmongManyDecides(float odd) {
        for (int count : new int[] {1, 1000, 1024, 3000}) {
            float[] values = numbers(count);
            assertTrue(Whole.are(values));
            for (int at : new int[] {0, count / 2, count - 1}) {
                values = numbers(count);
                values[at] = odd;
                assertEquals(false, Whole.are(values), odd + " at " + at + " of " + count);
            }
        }
    }

    @Test
    void manyGreatNumbersAreWholeToo() {
        float[] values = new float[200_000];
        Arrays.fill(values, 4_194_303);
        assertTrue(Whole.are(values));
        assertTrue(Whole.are(new float[0]));
    }

    @Test
    void halvesAreRoundedToEven() {
        float[] values = {9, 0.5f, 1.5f, -0.5f, 2.49f, 254.5f};
        Whole.round(values, 1, 5);
        assertArrayEquals(new float[] {9, 0, 2, 0, 2, 254}, values);
    }
}
