// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** Writes figures as comma-separated values (RFC 4180). */
final class BenchCsv {

    private BenchCsv() {}

    /**
     * Writes a file; it appears under its name when it is complete.
     *
     * @param file the target
     * @param figures its rows
     * @throws IOException if it cannot be written
     */
    static void write(Path file, List<Figure> figures) throws IOException {
        StringBuilder text = new StringBuilder(line(Figure.HEADER));
        figures.forEach(figure -> text.append(line(figure.cells())));
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.matches(".*[,\"\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
