// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which bands are shown as red, green and blue.
 *
 * @param caption how people call this choice
 * @param channels three channels
 */
record ColourChannels(String caption, List<Channel> channels) {

    private static final Set<String> RED = Set.of("red", "r", "b4");
    private static final Set<String> GREEN = Set.of("green", "g", "b3");
    private static final Set<String> BLUE = Set.of("blue", "b", "b2");
    private static final Set<String> INFRARED = Set.of("nir", "n", "b8");

    /** The value of a band, or the difference of two; {@code minus} is -1 for none. */
    record Channel(int band, int minus) {

        static Channel of(int band) {
            return new Channel(band, -1);
        }
    }

    /**
     * The views of a modality: true colour for optical images, with Sentinel-2 also infrared false colour;
     * for radar VV, VH and their difference in decibels.
     */
    static List<ColourChannels> of(BandTable table) {
        if (table.modality() == Modality.S1 && table.bands().size() >= 2) {
            int vv = Math.max(0, find(table, Set.of("vv")));
            int vh = find(table, Set.of("vh")) < 0 ? 1 - vv : find(table, Set.of("vh"));
            return List.of(new ColourChannels(
                    "S1, VV VH VV-VH", List.of(Channel.of(vv), Channel.of(vh), new Channel(vv, vh))));
        }
        String sensor = table.modality().name();
        int red = find(table, RED);
        int green = find(table, GREEN);
        int blue = find(table, BLUE);
        int infrared = find(table, INFRARED);
        if (red < 0 || green < 0 || blue < 0) {
            int last = table.bands().size() - 1;
            return List.of(view(sensor + ", first bands", 0, Math.min(1, last), Math.min(2, last)));
        }
        ColourChannels natural = view(sensor + ", true colour", red, green, blue);
        return table.modality() == Modality.S2 && infrared >= 0
                ? List.of(natural, view("S2, near infrared", infrared, red, green))
                : List.of(natural);
    }

    private static ColourChannels view(String caption, int red, int green, int blue) {
        return new ColourChannels(caption, List.of(Channel.of(red), Channel.of(green), Channel.of(blue)));
    }

    private static int find(BandTable table, Set<String> names) {
        for (int i = 0; i < table.bands().size(); i++) {
            String name = table.bands().get(i).toLowerCase(Locale.ROOT).replaceFirst("^b0", "b");
            if (names.contains(name)) {
                return i;
            }
        }
        return -1;
    }
}
