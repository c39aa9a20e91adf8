// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a dataset writes dates into the names of its files.
 *
 * @param format of the first day of a month
 */
record DateStyle(DateTimeFormatter format) {

    private static final List<String> STYLES = List.of("yyyyMMdd", "yyyy-MM-dd", "yyyy_MM_dd", "yyyy-MM", "yyyy_MM");

    /** {@return the first style that a pattern of a definition understands; eight digits if the pattern is empty} */
    static DateStyle of(String pattern) {
        LocalDate day = LocalDate.of(2023, 5, 1);
        for (String style : STYLES) {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(style, java.util.Locale.ROOT);
            Matcher matcher = Pattern.compile(pattern).matcher("name_0001_" + format.format(day) + ".tif");
            if (pattern.isEmpty()
                    || matcher.find()
                            && matcher.group("year").equals("2023")
                            && matcher.group("month").equals("05")) {
                return new DateStyle(format);
            }
        }
        return of("");
    }

    /** {@return the first day of a month} */
    String text(int year, int month) {
        return format.format(LocalDate.of(year, month, 1));
    }
}
