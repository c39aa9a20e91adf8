// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import io.skysense.dataset.kit.list.EntryReader.BadEntry;
import java.util.List;

/**
 * An object of a list entry, as the list has it.
 *
 * @param number its class, as the list's author numbers classes
 * @param x column of its centre
 * @param y row of its centre
 * @param width its side along the angle, above 0
 * @param height its side across, above 0
 * @param degrees from the direction of columns towards that of rows
 */
public record ListedObject(int number, double x, double y, double width, double height, double degrees) {

    private static final int UPRIGHT = 5;
    private static final int TURNED = 6;

    /** Reads class, centre, sides, and the angle if there is one. */
    static ListedObject of(List<Double> numbers) throws BadEntry {
        if (numbers.size() != UPRIGHT && numbers.size() != TURNED) {
            throw new BadEntry("an object is its class, x, y, width, height and, if it is turned, its angle; not "
                    + numbers.size() + " numbers");
        }
        int number = (int) (double) numbers.get(0);
        if (number != numbers.get(0) || number < 0) {
            throw new BadEntry("the class of an object is " + numbers.get(0) + "; classes are numbered from 0");
        }
        if (!(numbers.get(3) > 0) || !(numbers.get(4) > 0)) {
            throw new BadEntry("an object of " + numbers.get(3) + " by " + numbers.get(4) + " pixels");
        }
        double degrees = numbers.size() == TURNED ? numbers.get(TURNED - 1) : 0;
        return new ListedObject(number, numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), degrees);
    }
}
