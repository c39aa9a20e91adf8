// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes text into pictures, with letters of five by seven pixels: machines without a screen often have no fonts. The
 * file lists the printable characters of ASCII in order, a row of pixels in two hexadecimal digits; others become a
 * question mark.
 */
final class Letters {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 7;
    private static final int FIRST = ' ';
    private static final String[] ROWS = load();

    private Letters() {}

    /**
     * Writes a line.
     *
     * @param text the line
     * @param scale pixels along a side of a dot
     * @param ink 0xRRGGBB
     * @param ground 0xRRGGBB
     * @return as large as the text
     */
    static Picture write(String text, int scale, int ink, int ground) {
        int width = Math.max(1, text.length() * (WIDTH + 1)) * scale;
        Picture line = Picture.plain(width, (HEIGHT + 1) * scale, ground);
        for (int i = 0; i < text.length(); i++) {
            String rows = rows(text.charAt(i));
            for (int dot = 0; dot < WIDTH * HEIGHT; dot++) {
                int row = dot / WIDTH;
                int bits = Integer.parseInt(rows, 2 * row, 2 * row + 2, 16);
                if ((bits >> WIDTH - 1 - dot % WIDTH & 1) == 1) {
                    fill(line, (i * (WIDTH + 1) + dot % WIDTH) * scale, row * scale, scale, ink);
                }
            }
        }
        return line;
    }

    private static String rows(char letter) {
        int at = letter - FIRST;
        return at >= 0 && at < ROWS.length ? ROWS[at] : ROWS['?' - FIRST];
    }

    private static void fill(Picture line, int left, int top, int scale, int ink) {
        for (int y = top; y < top + scale; y++) {
            for (int x = left; x < left + scale; x++) {
                line.rgb()[y * line.width() + x] = ink;
            }
        }
    }

    private static String[] load() {
        try (InputStream in = Letters.class.getResourceAsStream("letters.txt")) {
            if (in == null) {
                throw new IllegalStateException("letters.txt is not in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
