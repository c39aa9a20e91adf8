// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a list file: the files of one place. Paths are as they stand in the list, relative.
 *
 * @param hr {@code hr_path}: the HR image
 * @param s2 {@code s2_path}: the Sentinel-2 series, one file a date, or one file of all dates
 * @param s1 {@code s1_path}: the Sentinel-1 series, likewise
 * @param target {@code target_path}: the label
 * @param type {@code type}: the dataset the entry belongs to; empty if not said
 * @param classes {@code classes}: the classes in the label, as the list's author numbers them
 * @param location {@code location}: numbers whose meaning is the dataset's
 * @param s2CutPoints {@code s2_cut_points}: where the place lies in a larger Sentinel-2 image
 * @param quantities {@code values_path}: a raster of the dataset's quantities, one a band, on the label's grid
 * @param values {@code values}: the dataset's quantities of the place as a whole; NaN (in the file: null) where unknown
 * @param objects {@code objects}: a list a thing in the image, of its class, numbered as in {@code classes}, the column and
 *     row of its centre, its width and height in pixels of the label's grid, and, if it is turned, degrees from the
 *     direction of columns towards that of rows; if all are known
 */
public record ListRecord(
        Optional<String> hr,
        List<String> s2,
        List<String> s1,
        Optional<String> target,
        String type,
        List<Integer> classes,
        List<Double> location,
        List<Double> s2CutPoints,
        Optional<String> quantities,
        List<Double> values,
        Optional<List<ListedObject>> objects) {

    /** Copies the lists. */
    public ListRecord {
        s2 = List.copyOf(s2);
        s1 = List.copyOf(s1);
        classes = List.copyOf(classes);
        location = List.copyOf(location);
        s2CutPoints = List.copyOf(s2CutPoints);
        values = List.copyOf(values);
        objects = objects.map(List::copyOf);
    }

    /**
     * An entry without quantities and objects.
     *
     * @param hr {@code hr_path}
     * @param s2 {@code s2_path}
     * @param s1 {@code s1_path}
     * @param target {@code target_path}
     * @param type {@code type}
     * @param classes {@code classes}
     * @param location {@code location}
     * @param s2CutPoints {@code s2_cut_points}
     */
    public ListRecord(
            Optional<String> hr,
            List<String> s2,
            List<String> s1,
            Optional<String> target,
            String type,
            List<Integer> classes,
            List<Double> location,
            List<Double> s2CutPoints) {
        this(hr, s2, s1, target, type, classes, location, s2CutPoints, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * The same entry with other classes.
     *
     * @param numbers the classes in the label
     * @return a copy
     */
    public ListRecord withClasses(List<Integer> numbers) {
        return new ListRecord(hr, s2, s1, target, type, numbers, location, s2CutPoints, quantities, values, objects);
    }

    /** {@return the file the entry is called by: its first image} */
    public String name() {
        return hr.orElseGet(() -> s2.isEmpty() ? s1.get(0) : s2.get(0));
    }
}
