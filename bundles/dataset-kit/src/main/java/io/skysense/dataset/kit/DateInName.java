// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The acquisition date that file names carry. */
final class DateInName {

    private static final Pattern EIGHT_DIGITS = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)(?!\\d)");

    private DateInName() {}

    /**
     * Finds a date.
     *
     * @param name a file name
     * @return the first yyyyMMdd in it that is a day of the calendar, from 1900 to 2099
     */
    static Optional<LocalDate> find(String name) {
        Matcher matcher = EIGHT_DIGITS.matcher(name);
        while (matcher.find()) {
            try {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
            } catch (DateTimeException e) {
                // Eight digits that are no day, such as a tile number; the name may hold another.
                continue;
            }
        }
        return Optional.empty();
    }
}
