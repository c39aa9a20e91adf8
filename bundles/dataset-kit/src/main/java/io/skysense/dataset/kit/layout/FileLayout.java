// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.Modality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How the files of a dataset hold what its table says: the part {@code files} of a definition.
 *
 * @param types what the {@code type} of a list entry may be, beside the dataset's name
 * @param listed label values in the order that the class numbers of list entries count in; the table's other classes
 *     follow. Empty: the table's order
 * @param colors in label files of three bands, the label value that a colour {@code #rrggbb} stands for; a grey that is
 *     not named stands for the value of its bands
 * @param threshold if above 0, the bands of a coloured label are 255 from this value on and 0 below: some labels were
 *     compressed with loss
 * @param bands which bands of an image file are taken, from 0, by {@code hr}, {@code s2}, {@code s1}, and for files of
 *     n bands, which goes first, by {@code hr:n} and so on; without an entry all, and the file must have as many as the
 *     table
 * @param array name of the pixels in an npz file
 * @param dates name of the dates in an npz file
 * @param datePattern where the name of a file carries its date: groups {@code year}, {@code month} and, else the first,
 *     {@code day}. Empty: eight digits yyyyMMdd
 * @param cut if above 0, side in pixels of the square around {@code s2_cut_points} (row, column) that is taken of a
 *     Sentinel-2 image
 * @param label how label files hold classes: {@code values}, {@code first_band} or {@code one_hot}
 * @param layout by split, the folder layout that the dataset is published in: for {@code hr}, {@code s2}, {@code s1} and
 *     {@code label} a regular expression over the paths below the dataset's folder. Files with the same text in the
 *     group {@code key} make one entry, several of a modality a series in the order of their names
 * @param made whether a made-up copy can stand for it, one image a date and labels that each image shows
 * @param lists by split, the reference's list file, {@code folder/file}, which is read where there is none of the usual
 *     name: the file in the dataset's own folder, or this folder with it in the one above
 * @param keys what entries call a path in place of {@code hr_path}, {@code s2_path}, {@code s1_path} or
 *     {@code target_path}
 */
public record FileLayout(
        List<String> types,
        List<Integer> listed,
        Map<String, Integer> colors,
        int threshold,
        Map<String, List<Integer>> bands,
        String array,
        String dates,
        String datePattern,
        int cut,
        LabelForm label,
        Map<String, Map<String, String>> layout,
        boolean made,
        Map<String, String> lists,
        Map<String, String> keys) {

    private static final Set<String> PATHS = Set.of("hr_path", "s2_path", "s1_path", "target_path");

    /** Two names, neither of which leads elsewhere. */
    private static final Pattern LIST = Pattern.compile("[\\w-]+/[\\w-]+\\.json");

    /** One file a date, labels of one band, no published layout. */
    public static final FileLayout DEFAULTS = new FileLayout(
            List.of(),
            List.of(),
            Map.of(),
            0,
            Map.of(),
            "image",
            "date",
            "",
            0,
            LabelForm.VALUES,
            Map.of(),
            true,
            Map.of(),
            Map.of());

    /**
     * Of list files of the usual names and keys.
     *
     * @param types what the {@code type} of a list entry may be, beside the dataset's name
     * @param listed label values in the order that the class numbers of list entries count in
     * @param colors in label files of three bands, the label value that a colour stands for
     * @param threshold if above 0, the bands of a coloured label are 255 from this value on and 0 below
     * @param bands which bands of an image file are taken
     * @param array name of the pixels in an npz file
     * @param dates name of the dates in an npz file
     * @param datePattern where the name of a file carries its date
     * @param cut if above 0, side in pixels of the square that is taken of a Sentinel-2 image
     * @param label how label files hold classes
     * @param layout by split, the folder layout that the dataset is published in
     * @param made whether a made-up copy can stand for it
     */
    public FileLayout(
            List<String> types,
            List<Integer> listed,
            Map<String, Integer> colors,
            int threshold,
            Map<String, List<Integer>> bands,
            String array,
            String dates,
            String datePattern,
            int cut,
            LabelForm label,
            Map<String, Map<String, String>> layout,
            boolean made) {
        this(
                types,
                listed,
                colors,
                threshold,
                bands,
                array,
                dates,
                datePattern,
                cut,
                label,
                layout,
                made,
                Map.of(),
                Map.of());
    }

    /** Copies the collections and checks colours, modalities, patterns, list files and keys. */
    public FileLayout {
        types = List.copyOf(types);
        listed = List.copyOf(listed);
        colors = Map.copyOf(colors);
        bands = Map.copyOf(bands);
        layout = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(layout));
        lists = Map.copyOf(lists);
        keys = Map.copyOf(keys);
        for (String color : colors.keySet()) {
            check(color.matches("#[0-9a-f]{6}"), "colors: " + color + " is not #rrggbb in lower case");
        }
        for (Map.Entry<String, List<Integer>> taken : bands.entrySet()) {
            String of = taken.getKey().replaceFirst(":[1-9]\\d*$", "");
            check(modality(of), "bands: " + taken.getKey() + ": allowed here: hr, s2, s1, hr:1, hr:2, ...");
            check(taken.getValue().stream().allMatch(b -> b >= 0), "bands: " + taken.getKey() + ": below 0");
        }
        check(threshold >= 0 && threshold < 256, "threshold: 0 to 255");
        check(cut >= 0, "cut: at least 0");
        lists.forEach((split, file) ->
                check(LIST.matcher(file).matches(), "lists: " + split + ": " + file + " is not folder/file.json"));
        keys.forEach((theirs, ours) -> check(
                PATHS.contains(ours),
                "keys: " + theirs + ": " + ours + "; allowed here: hr_path, s2_path, s1_path, target_path"));
        pattern("datePattern", datePattern, "year");
        layout.forEach((split, parts) -> parts.forEach((part, text) -> {
            String at = "layout: " + split + ": " + part;
            check(modality(part) || part.equals("label"), at + ": allowed here: hr, s2, s1, label");
            pattern(at, text, "key");
        }));
    }

    private static void pattern(String at, String text, String group) {
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(at + ": " + e.getDescription() + " at " + e.getIndex(), e);
        }
        check(text.isEmpty() || text.contains("(?<" + group + ">"), at + ": has no group " + group);
    }

    private static boolean modality(String key) {
        return List.of(Modality.values()).stream().anyMatch(m -> m.key().equals(key));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Which bands of a file are taken.
     *
     * @param modality the sensor
     * @param found how many bands the file has
     * @return indices from 0; empty for all
     */
    public List<Integer> bands(Modality modality, int found) {
        List<Integer> usual = bands.getOrDefault(modality.key(), List.of());
        return bands.getOrDefault(modality.key() + ":" + found, usual);
    }
}
