// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes the scenes worth learning from. */
class SceneTest {

    private static final int SIZE = 256;
    private static final int SCENES = 12;

    private final Map<Cover, Spectra> spectra = Spectra.read();

    private Ground ground(int scene) {
        return Layout.draw(1000 + scene, spectra, SIZE, SceneSet.GSD);
    }

    @Test
    void everyCoverIsThereAndNoneIsNearlyEverything() {
        Map<Cover, Long> counts = new EnumMap<>(Cover.class);
        for (int s = 0; s < SCENES; s++) {
            Ground ground = ground(s);
            for (int cell : ground.cells()) {
                counts.merge(ground.materials().get(cell).cover(), 1L, Long::sum);
            }
        }
        double all = (double) SCENES * SIZE * SIZE;
        for (Cover cover : Cover.values()) {
            double share = counts.getOrDefault(cover, 0L) / all;
            assertTrue(share > 0.01 && share < 0.6, cover + " covers " + share);
        }
    }

    /**
     * The best guess from one pixel's colour alone (a table of colours to their most frequent class, tested on the very
     * pixels it was made of) stays clearly below what neighbourhoods can tell, and clearly above chance.
     */
    @Test
    void colourAloneDoesNotTellTheClass() {
        int bins = 16;
        long[][] table = new long[bins * bins * bins][Cover.values().length];
        long[] totals = new long[Cover.values().length];
        for (int s = 0; s < SCENES; s++) {
            Ground ground = ground(s);
            float[] image = HrCamera.take(ground, 1000 + s);
            int plane = SIZE * SIZE;
            for (int i = 0; i < plane; i++) {
                int colour = ((int) image[i] / 16 * bins + (int) image[plane + i] / 16) * bins
                        + (int) image[2 * plane + i] / 16;
                int cover = ground.materials().get(ground.cells()[i]).cover().ordinal();
                table[colour][cover]++;
                totals[cover]++;
            }
        }
        double all = (double) SCENES * SIZE * SIZE;
        double best = Arrays.stream(table).mapToLong(SceneTest::max).sum() / all;
        double chance = max(totals) / all;
        assertTrue(best < 0.8, "colour alone is right in " + best);
        assertTrue(best > chance + 0.15, "colour alone is right in " + best + ", the commonest class in " + chance);
    }

    private static long max(long[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    @Test
    void plantsAreGreenInTheirSeasonInNearInfrared() {
        double winter = nearInfraredOfAClearDay(10);
        double summer = nearInfraredOfAClearDay(170);
        assertTrue(summer > winter + 1000, "in winter " + winter + ", in summer " + summer);
    }

    /** Clouds are bright too: the darkest of several images is a clear one. */
    private double nearInfraredOfAClearDay(int day) {
        double darkest = Double.MAX_VALUE;
        for (int seed = 4; seed < 12; seed++) {
            darkest = Math.min(darkest, mean(S2Camera.take(field(), 16, spectra, day, seed), 6, 16));
        }
        return darkest;
    }

    /** Speckle of four looks has mean 1 and deviation 1/2 in linear units. */
    @Test
    void radarHasSpeckleOfFourLooks() {
        float[] image = S1Radar.take(field(), 1, spectra, 10, 6);
        int plane = image.length / 2;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < plane; i++) {
            double intensity = Math.pow(10, image[i] / 10);
            sum += intensity;
            squares += intensity * intensity;
        }
        double mean = sum / plane;
        double deviation = Math.sqrt(squares / plane - mean * mean);
        assertEquals(0.5, deviation / mean, 0.03);
    }

    @Test
    void someSentinel2DaysAreCloudyAndMostAreNot() {
        int cloudy = 0;
        for (int day = 0; day < 60; day++) {
            cloudy += mean(S2Camera.take(field(), 16, spectra, 170, day), 0, 16) > 1500 ? 1 : 0;
        }
        assertTrue(cloudy > 6 && cloudy < 30, cloudy + " of 60 days are cloudy");
    }

    private Ground field() {
        Material crop = new Material(Cover.CROPLAND, new double[] {100, 120, 70}, 1, 0, 3, 170, 1, 0, 0, 0, 0);
        return new Ground(SIZE / 2, SceneSet.GSD, new int[SIZE * SIZE / 4], List.of(crop));
    }

    private static double mean(float[] image, int band, int factor) {
        int plane = SIZE * SIZE / 4 / factor / factor;
        double sum = 0;
        for (int i = 0; i < plane; i++) {
            sum += image[band * plane + i];
        }
        return sum / plane;
    }
}
