// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The acquisition date that file names carry. */
final class DateInName {

    private static final String EIGHT_DIGITS = "(?<!\\d)(?<year>(?:19|20)\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)(?!\\d)";

    private final Pattern pattern;
    private final boolean days;

    /**
     * Finds dates.
     *
     * @param pattern groups {@code year}, {@code month} and, else the first, {@code day}; empty for eight digits yyyyMMdd
     */
    DateInName(String pattern) {
        this.pattern = Pattern.compile(pattern.isEmpty() ? EIGHT_DIGITS : pattern);
        this.days = this.pattern.pattern().contains("(?<day>");
    }

    /**
     * Finds a date.
     *
     * @param name a file name
     * @return the first match in it that is a day of the calendar
     */
    Optional<LocalDate> find(String name) {
        Matcher matcher = pattern.matcher(name);
        while (matcher.find()) {
            try {
                String day = days ? matcher.group("day") : null;
                return Optional.of(LocalDate.of(
                        Integer.parseInt(matcher.group("year")),
                        Integer.parseInt(matcher.group("month")),
                        day == null ? 1 : Integer.parseInt(day)));
            } catch (DateTimeException | NumberFormatException e) {
                // Digits that are no day, such as a tile number; the name may hold another.
                continue;
            }
        }
        return Optional.empty();
    }

    /**
     * Finds the dates of a series.
     *
     * @param files the series
     * @param times images in it
     * @param warnings hears of a name without a date among names with one
     * @return the date of each file; empty if a name carries none, or there are not as many files as images
     */
    List<LocalDate> all(List<DataFile> files, int times, Warnings warnings) {
        List<LocalDate> dates = new ArrayList<>(files.size());
        Optional<DataFile> undated = Optional.empty();
        for (DataFile file : files) {
            Optional<LocalDate> date = find(file.fileName());
            date.ifPresent(dates::add);
            if (date.isEmpty() && undated.isEmpty()) {
                undated = Optional.of(file);
            }
        }
        if (undated.isPresent() && !dates.isEmpty()) {
            warnings.once(undated.get().name() + ": no day of the calendar in its name, as in " + dates.size()
                    + " of the " + files.size() + " names of its series; it is taken without dates");
        }
        return dates.size() == files.size() && times == files.size() ? List.copyOf(dates) : List.of();
    }
}
