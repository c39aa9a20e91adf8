// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.ValueMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a list entry says beside its label: of quantities a raster or a number each, of classes which there are.
 *
 * @param raster of quantities, if there is one
 * @param values the quantities of the place as a whole, if there is no raster
 * @param shares 1 for each class that the entry names and 0 for the others; empty if it names none
 * @param objects that the entry lists, if it does
 */
record KnownOfPlace(
        Optional<QuantityFile> raster, List<Double> values, List<Float> shares, Optional<List<ObjectBox>> objects) {

    /**
     * Checks an entry's numbers.
     *
     * @param raster of quantities, if there is one
     * @param values as the entry has them
     * @param quantities of the table
     * @param named class indices that the entry names
     * @param classes of the table
     * @param objects that the entry lists, if it does
     * @return what is known
     * @throws DatasetException if there is not one value a quantity
     */
    static KnownOfPlace of(
            Optional<QuantityFile> raster,
            List<Double> values,
            int quantities,
            List<Integer> named,
            int classes,
            Optional<List<ObjectBox>> objects)
            throws DatasetException {
        if (!values.isEmpty() && values.size() != quantities) {
            throw new DatasetException(values.size() + " values for " + quantities + " quantities of the table");
        }
        List<Float> shares = new ArrayList<>();
        if (!named.isEmpty()) {
            shares.addAll(Collections.nCopies(classes, 0f));
            named.stream().filter(index -> index < classes).forEach(index -> shares.set(index, 1f));
        }
        return new KnownOfPlace(raster, values, shares, objects);
    }

    /** {@return the quantities; empty if none are known} */
    Optional<ValueMap> quantities(Extent grid) throws IOException {
        if (raster.isPresent()) {
            return Optional.of(raster.get().read(grid));
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        float[] numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i).floatValue();
        }
        return Optional.of(new ValueMap(numbers.length, 1, 1, numbers));
    }
}
