// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import java.util.ArrayList;
import java.util.List;

/** Cells in aligned columns; a column whose cells are all numbers is aligned to the right. */
final class TextTable {

    private static final String NUMBER = "-?\\d+(,\\d{3})*(\\.\\d+)?(e-?\\d+)?( (%|[kMGT]i?B))?|-|n/a";

    private TextTable() {}

    static List<String> lines(List<String> header, List<List<String>> rows) {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = Math.max(
                    header.get(c).length(),
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
            right[c] =
                    !rows.isEmpty() && rows.stream().allMatch(r -> r.get(column).matches(NUMBER));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, right));
        rows.forEach(row -> lines.add(line(row, widths, right)));
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String pad = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(right[c] ? pad + cells.get(c) : cells.get(c) + pad);
        }
        return line.toString().stripTrailing();
    }
}
