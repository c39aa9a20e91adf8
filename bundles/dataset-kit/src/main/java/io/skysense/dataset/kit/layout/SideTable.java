// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table of a dataset that stands beside its images: comma-separated, names of the columns in the first line. */
public final class SideTable {

    /**
     * One line.
     *
     * @param place file and line, with which messages begin
     * @param cells texts by column, in lower case
     */
    public record Row(String place, Map<String, String> cells) {

        /** Copies the map. */
        public Row {
            cells = Map.copyOf(cells);
        }

        /**
         * A cell.
         *
         * @param column one of those asked for
         * @return its text
         */
        public String text(String column) {
            return cells.get(column.toLowerCase(Locale.ROOT));
        }

        /**
         * A cell as a number.
         *
         * @param column one of those asked for
         * @return the number; NaN if the cell is empty or says so
         * @throws DatasetException if it is none; names the line
         */
        public double number(String column) throws DatasetException {
            String text = text(column);
            try {
                return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new DatasetException(place + column + ": \"" + text + "\" is no number", e);
            }
        }
    }

    private SideTable() {}

    /**
     * Reads one.
     *
     * @param file the file, UTF-8
     * @param holds what it is there for, for the message if it is missing
     * @param columns names of columns that it must have, in any case
     * @return its lines, without the first and empty ones
     * @throws DatasetException if it is missing, lacks a column, or a line has another number of cells; names it
     * @throws IOException if it cannot be read
     */
    public static List<Row> read(Path file, String holds, String... columns) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": no such file; it holds " + holds, e);
        } catch (CharacterCodingException e) {
            throw new DatasetException(file + ": no text in UTF-8", e);
        }
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0).toLowerCase(Locale.ROOT));
        for (String column : columns) {
            if (!header.contains(column.toLowerCase(Locale.ROOT))) {
                throw new DatasetException(file + ": has no column " + column);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(file + ": line " + (i + 1) + ": ", header, cells(lines.get(i))));
            }
        }
        return List.copyOf(rows);
    }

    private static Row row(String place, List<String> header, List<String> cells) throws DatasetException {
        if (cells.size() != header.size()) {
            throw new DatasetException(place + cells.size() + " cells, and the table has " + header.size());
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        return new Row(place, byColumn);
    }

    /** Without the quotation marks that some programs put around texts. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.replace("\uFEFF", "").split(",", -1)) {
            String text = cell.strip();
            boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            cells.add(quoted ? text.substring(1, text.length() - 1) : text);
        }
        return cells;
    }
}
