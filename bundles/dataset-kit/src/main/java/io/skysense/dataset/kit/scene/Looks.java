// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * How a class of any table looks when it is made: the cover that its name speaks of, with a colour, a season and a
 * backscatter of its own, so that all classes of a table can be told apart by every sensor.
 *
 * @param cover what it is like
 * @param rgb HR colour, 0 to 255
 * @param rowPeriod metres between its rows; 0 for none
 * @param peak day of the year on which it is greenest
 * @param brightness factor of its reflectances
 * @param backscatter dB added to that of its cover
 */
record Looks(Cover cover, double[] rgb, double rowPeriod, double peak, double brightness, double backscatter) {

    private static final Map<Cover, Pattern> WORDS = Map.of(
            Cover.WATER, words("water|river|lake|sea|ocean|pond|pool|wetland|fishery|ship|harbor|snow|ice"),
            Cover.ROAD, words("road|impervious|railway|airport|bridge|vehicle|car|traffic|pav(ed|ement)|track"),
            Cover.BUILDING,
                    words(
                            "building|roof|house|urban|residential|industr|commercial|tank|greenhouse|plane|field, sport"),
            Cover.FOREST, words("forest|tree|wood|conifer|decidu|arbor|orchard|shrub|brush"),
            Cover.CROPLAND,
                    words(
                            "crop|agricult|wheat|barley|corn|maize|rapeseed|vine|paddy|arable|sunflower|beet|potato|soy|irrigated"),
            Cover.GRASSLAND, words("grass|meadow|vegetation|lawn|park|pasture|garden|fodder|savanna"),
            Cover.BARE_SOIL, words("bare|barren|soil|sand|ground|rock|plowed|mine|dump|clear"));

    /** Of the colour that the table draws the class in; the rest is its cover's. */
    private static final double OWN = 0.6;

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(" + alternatives + ")");
    }

    /**
     * Chooses looks.
     *
     * @param one the class
     * @param index its place in the table
     * @param seed of the dataset
     * @param spectra looks of the covers
     * @return always the same for the same arguments
     */
    static Looks of(LabelClass one, int index, long seed, Map<Cover, Spectra> spectra) {
        SplittableRandom random = SeededRandom.of(seed, 41, index);
        Cover cover = cover(one.name().toLowerCase(java.util.Locale.ROOT), index);
        double[] rgb = new double[3];
        for (int b = 0; b < rgb.length; b++) {
            int own = one.rgb() >> 16 - 8 * b & 0xff;
            // Neither black nor glaring: light and noise are still to come.
            double kept = 40 + own * 170.0 / 255;
            rgb[b] = OWN * kept + (1 - OWN) * spectra.get(cover).rgb().get(0).get(b);
        }
        return new Looks(
                cover,
                rgb,
                random.nextInt(3) == 0 ? 3 + 3 * random.nextDouble() : 0,
                110 + 150 * random.nextDouble(),
                0.6 + 0.9 * random.nextDouble(),
                8 * (random.nextDouble() - 0.5));
    }

    private static Cover cover(String name, int index) {
        for (Cover cover : Cover.values()) {
            if (WORDS.get(cover).matcher(name).find()) {
                return cover;
            }
        }
        return Cover.values()[index % Cover.values().length];
    }

    /** {@return a piece of ground of this class} */
    Material material(SplittableRandom random) {
        double[] varied = new double[rgb.length];
        double common = 8 * (2 * random.nextDouble() - 1);
        for (int b = 0; b < varied.length; b++) {
            varied[b] = rgb[b] + common + 3 * (2 * random.nextDouble() - 1);
        }
        double angle = Math.PI * random.nextDouble();
        return new Material(
                cover,
                varied,
                StrictMath.cos(angle),
                StrictMath.sin(angle),
                rowPeriod,
                peak + 10 * (2 * random.nextDouble() - 1),
                brightness * (1 + 0.06 * (2 * random.nextDouble() - 1)),
                backscatter + 0.5 * (2 * random.nextDouble() - 1),
                cover == Cover.BUILDING ? 5 : cover == Cover.FOREST ? 3 : 0,
                0,
                0);
    }
}
