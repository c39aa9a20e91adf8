// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.util.Locale;

/** Text and numbers as they may stand in XML, HTML and SVG. */
final class Markup {

    private Markup() {}

    /** Escapes text for element content and double-quoted attributes; characters XML forbids become U+FFFD. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** A coordinate: at most two decimals, no exponent, no locale. */
    static String coordinate(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** The value of a tick, which is round: 0.2, 1500, 3e-4. */
    static String tick(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e").replaceFirst("e\\+?(-?)0*", "e$1");
        }
        return String.format(Locale.ROOT, "%.6f", value).replaceAll("\\.?0+$", "");
    }

    /** A count for people: 950, 12.3 k, 4.56 M. */
    static String count(long value) {
        if (value < 10_000) {
            return Long.toString(value);
        }
        String[] units = {"k", "M", "G", "T"};
        double scaled = value;
        int unit = -1;
        while (scaled >= 1000 && unit < units.length - 1) {
            scaled /= 1000;
            unit++;
        }
        int decimals = scaled < 10 ? 2 : scaled < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", scaled, units[unit]);
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
