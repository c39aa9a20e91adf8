// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a sample, or was said of it: any of these.
 *
 * @param map the class of each pixel
 * @param values quantities of each pixel, or of the image
 * @param shares of the image that each class has, from 0 to 1, in the order of the class table; empty if not known
 * @param objects all objects in the image, if known
 */
public record Labels(
        Optional<LabelMap> map, Optional<ValueMap> values, List<Float> shares, Optional<List<ObjectBox>> objects) {

    /** Nothing is known. */
    public static final Labels NONE = new Labels(Optional.empty(), Optional.empty(), List.of());

    /** Copies the lists. */
    public Labels {
        shares = List.copyOf(shares);
        objects = objects.map(List::copyOf);
    }

    /**
     * Without objects.
     *
     * @param map the class of each pixel
     * @param values quantities of each pixel, or of the image
     * @param shares of the image that each class has; empty if not known
     */
    public Labels(Optional<LabelMap> map, Optional<ValueMap> values, List<Float> shares) {
        this(map, values, shares, Optional.empty());
    }

    /**
     * Objects alone.
     *
     * @param objects all objects in the image
     * @return the labels
     */
    public static Labels of(List<ObjectBox> objects) {
        return new Labels(Optional.empty(), Optional.empty(), List.of(), Optional.of(objects));
    }

    /**
     * Classes of pixels alone.
     *
     * @param map the class of each pixel, if known
     * @return the labels
     */
    public static Labels of(Optional<LabelMap> map) {
        return new Labels(map, Optional.empty(), List.of());
    }

    /**
     * Whether a task can learn from them.
     *
     * @param kind what it learns from
     * @return whether they are of this kind; what is known of pixels is known of the image
     */
    public boolean has(LabelKind kind) {
        return switch (kind) {
            case PIXEL_CLASSES -> map.isPresent();
            case PIXEL_VALUES -> values.isPresent() && !values.get().ofImage();
            case IMAGE_CLASSES -> map.isPresent() || !shares.isEmpty();
            case IMAGE_VALUES -> values.isPresent();
            case OBJECTS -> objects.isPresent();
        };
    }

    /**
     * How much of the image each class has.
     *
     * @param classes K
     * @return {@link #shares} if they are known, else those of the map's pixels that have a class; NaN of none
     */
    public List<Float> shares(int classes) {
        if (!shares.isEmpty() || map.isEmpty()) {
            return shares.isEmpty() ? Collections.nCopies(classes, Float.NaN) : shares;
        }
        return map.get().shares(classes);
    }
}
