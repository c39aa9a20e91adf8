// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LettersTest {

    @Test
    void allCharactersOfAsciiLookDifferent() {
        Set<List<Integer>> seen = new HashSet<>();
        for (char letter = ' '; letter <= '~'; letter++) {
            int[] rgb = Letters.write(String.valueOf(letter), 1, 1, 0).rgb();
            assertTrue(seen.add(Arrays.stream(rgb).boxed().toList()), "as another: " + letter);
        }
        assertArrayEquals(
                Letters.write("?", 1, 1, 0).rgb(),
                Letters.write("\u00e9", 1, 1, 0).rgb());
    }

    @Test
    void dotsGrowWithTheScale() {
        Picture small = Letters.write("-", 1, 1, 0);
        Picture large = Letters.write("-", 3, 1, 0);
        assertEquals(5, Arrays.stream(small.rgb()).sum());
        assertEquals(45, Arrays.stream(large.rgb()).sum());
        assertEquals(3 * small.width(), large.width());
        assertEquals(3 * small.height(), large.height());
    }
}
