// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image in memory.
 *
 * @param width W in pixels
 * @param height H in pixels
 * @param rgb W*H pixels, row by row, 0xRRGGBB each
 */
public record Picture(int width, int height, int[] rgb) {

    /** Checks that size and length agree. */
    public Picture {
        if (width < 1 || height < 1 || (long) width * height != rgb.length) {
            throw new IllegalArgumentException(rgb.length + " pixels for " + width + " by " + height);
        }
    }

    /** A picture of one colour. */
    static Picture plain(int width, int height, int colour) {
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, colour);
        return new Picture(width, height, rgb);
    }

    /** Scaled to a width, sides in proportion, by the nearest pixel: colours of classes are not mixed. */
    Picture sampledTo(int newWidth) {
        int newHeight = heightFor(newWidth);
        int[] out = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int from = (int) ((2L * y + 1) * height / (2L * newHeight)) * width;
            for (int x = 0; x < newWidth; x++) {
                out[y * newWidth + x] = rgb[from + (int) ((2L * x + 1) * width / (2L * newWidth))];
            }
        }
        return new Picture(newWidth, newHeight, out);
    }

    /** Scaled to a width, sides in proportion: means of what a pixel covers, or repeated pixels. */
    Picture scaledTo(int newWidth) {
        int newHeight = heightFor(newWidth);
        int[] out = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int y0 = (int) ((long) y * height / newHeight);
            int y1 = Math.max(y0 + 1, (int) ((long) (y + 1) * height / newHeight));
            for (int x = 0; x < newWidth; x++) {
                int x0 = (int) ((long) x * width / newWidth);
                int x1 = Math.max(x0 + 1, (int) ((long) (x + 1) * width / newWidth));
                out[y * newWidth + x] = mean(x0, y0, x1, y1);
            }
        }
        return new Picture(newWidth, newHeight, out);
    }

    /** Pictures in rows and columns on a ground colour; columns are as wide as their widest cell. */
    static Picture grid(List<List<Picture>> rows, int gap, int ground) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        int height = gap;
        for (List<Picture> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).width());
            }
            height += gap + row.stream().mapToInt(Picture::height).max().orElse(0);
        }
        Picture sheet = plain(Arrays.stream(widths).sum() + gap * (columns + 1), height, ground);
        int y = gap;
        for (List<Picture> row : rows) {
            int x = gap;
            for (int c = 0; c < row.size(); c++) {
                sheet.paste(row.get(c), x, y);
                x += widths[c] + gap;
            }
            y += gap + row.stream().mapToInt(Picture::height).max().orElse(0);
        }
        return sheet;
    }

    /** {@return the picture as a PNG file} */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        // ImageIO.write would put a cache file into the temporary folder.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private int heightFor(int newWidth) {
        return Math.max(1, (int) Math.round((double) height * newWidth / width));
    }

    private void paste(Picture cell, int left, int top) {
        for (int y = 0; y < cell.height; y++) {
            System.arraycopy(cell.rgb, y * cell.width, rgb, (top + y) * width + left, cell.width);
        }
    }

    private int mean(int x0, int y0, int x1, int y1) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int p = rgb[y * width + x];
                red += p >> 16 & 0xff;
                green += p >> 8 & 0xff;
                blue += p & 0xff;
            }
        }
        long n = (long) (x1 - x0) * (y1 - y0);
        return (int) ((red + n / 2) / n << 16 | (green + n / 2) / n << 8 | (blue + n / 2) / n);
    }
}
