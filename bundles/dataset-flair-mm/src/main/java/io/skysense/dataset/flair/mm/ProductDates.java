// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.SampleParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the dates of {@code <name>_data.npy} in {@code <name>_products.txt}: product names, one line a date. */
final class ProductDates implements SampleParts {

    private static final String DATA = "_data.npy";
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{8})(?!\\d)");

    @Override
    public List<LocalDate> dates(Modality modality, Path series) throws IOException {
        String name = series.getFileName().toString();
        if (!name.endsWith(DATA)) {
            return List.of();
        }
        Path products = series.resolveSibling(name.substring(0, name.length() - DATA.length()) + "_products.txt");
        if (!Files.isRegularFile(products)) {
            return List.of();
        }
        List<LocalDate> dates = new ArrayList<>();
        for (String line : Files.readAllLines(products)) {
            if (!line.isBlank()) {
                dates.add(date(products, line.strip()));
            }
        }
        return dates;
    }

    private static LocalDate date(Path products, String line) throws DatasetException {
        Matcher date = DATE.matcher(line);
        try {
            if (date.find()) {
                return LocalDate.parse(date.group(1), DateTimeFormatter.BASIC_ISO_DATE);
            }
        } catch (DateTimeException e) {
            throw new DatasetException(products + ": no date in " + line, e);
        }
        throw new DatasetException(products + ": no date in " + line);
    }
}
