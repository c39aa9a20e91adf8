// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Writes the files of a tiny copy of a dataset. Images are noise that depends on their path alone; labels are upright
 * stripes of equal width. Paths are relative to the dataset's folder, with {@code /} between folders; what ends in
 * {@code .png} is a PNG, all else a GeoTIFF.
 */
public final class TinyCopy {

    /** Height of every file in pixels, unless another is given. */
    public static final int HEIGHT = 12;

    /** Width of every file in pixels, unless another is given. */
    public static final int WIDTH = 16;

    private final Path root;

    /**
     * Begins a copy.
     *
     * @param parent an empty folder
     * @param name of the dataset; its own folder is called so
     * @throws IOException if the folder cannot be made
     */
    public TinyCopy(Path parent, String name) throws IOException {
        root = Files.createDirectories(parent.resolve(name));
    }

    /** {@return the dataset's own folder} */
    public Path root() {
        return root;
    }

    /**
     * Writes an image of noise.
     *
     * @param path where
     * @param bands C
     * @param type of its pixels; a PNG has {@link PixelType#UINT8}
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy image(String path, int bands, PixelType type) throws IOException {
        return image(path, bands, type, HEIGHT, WIDTH);
    }

    /**
     * Writes an image of noise: bytes of any value, 16-bit numbers of 0 to 9999, floats of -25 to 5.
     *
     * @param path where
     * @param bands C
     * @param type {@link PixelType#UINT8}, {@link PixelType#UINT16}, {@link PixelType#INT16} or
     *     {@link PixelType#FLOAT32}
     * @param height H
     * @param width W
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy image(String path, int bands, PixelType type, int height, int width) throws IOException {
        SplittableRandom random = SeededRandom.of(13, path.hashCode());
        int count = bands * height * width;
        RasterSpec spec = RasterSpec.of(width, height, bands, type);
        switch (type) {
            case UINT8 -> {
                byte[] pixels = new byte[count];
                random.nextBytes(pixels);
                bytes(path, spec, pixels);
            }
            case UINT16, INT16 -> {
                short[] pixels = new short[count];
                for (int i = 0; i < count; i++) {
                    pixels[i] = (short) random.nextInt(10_000);
                }
                RasterWriter.writeGeoTiff(file(path), spec, Compression.NONE, pixels);
            }
            case FLOAT32 -> {
                float[] pixels = new float[count];
                for (int i = 0; i < count; i++) {
                    pixels[i] = (float) (random.nextDouble() * 30 - 25);
                }
                RasterWriter.writeGeoTiff(file(path), spec, Compression.NONE, pixels);
            }
            default -> throw new IllegalArgumentException("no noise of " + type);
        }
        return this;
    }

    /**
     * Writes a colour image of noise as JPEG.
     *
     * @param path where
     * @param height H
     * @param width W
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy jpeg(String path, int height, int width) throws IOException {
        SplittableRandom random = SeededRandom.of(13, path.hashCode());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ImageIO.write(image, "jpg", file(path).toFile());
        return this;
    }

    /**
     * Writes a label of one band.
     *
     * @param path where
     * @param values from left to right, one a stripe
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy label(String path, int... values) throws IOException {
        return sizedLabel(path, HEIGHT, WIDTH, values);
    }

    /**
     * Writes a label of one band, of another size.
     *
     * @param path where
     * @param height H
     * @param width W
     * @param values from left to right, one a stripe
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy sizedLabel(String path, int height, int width, int... values) throws IOException {
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i % width * values.length / width];
        }
        bytes(path, RasterSpec.of(width, height, 1, PixelType.UINT8), pixels);
        return this;
    }

    /**
     * Writes a label of three bands.
     *
     * @param path where
     * @param colors 0xRRGGBB from left to right, one a stripe
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy colors(String path, int... colors) throws IOException {
        int plane = HEIGHT * WIDTH;
        byte[] pixels = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            int color = colors[i % WIDTH * colors.length / WIDTH];
            pixels[i] = (byte) (color >> 16);
            pixels[plane + i] = (byte) (color >> 8);
            pixels[2 * plane + i] = (byte) color;
        }
        bytes(path, RasterSpec.of(WIDTH, HEIGHT, 3, PixelType.UINT8), pixels);
        return this;
    }

    /**
     * Says an entry of a list file: an HR image and its label.
     *
     * @param hr where the image is
     * @param label where the label is
     * @param classes the numbers of its classes
     * @return a JSON object for {@link #list}
     */
    public String entry(String hr, String label, Integer... classes) {
        String name = root.getFileName().toString();
        return "{'hr_path': '%1$s/%2$s', 's2_path': [], 's1_path': [], 'target_path': '%1$s/%3$s', "
                        .formatted(name, hr, label)
                + "'type': '%s', 'classes': %s}".formatted(name, List.of(classes));
    }

    /**
     * Writes a list file.
     *
     * @param split its split
     * @param entries JSON objects; single quotes stand for double ones
     * @return this
     * @throws IOException if it cannot be written
     */
    public TinyCopy list(String split, String... entries) throws IOException {
        String json = "[\n " + String.join(",\n ", entries).replace('\'', '"') + "\n]\n";
        Files.writeString(root.resolve(root.getFileName() + "_" + split + ".json"), json);
        return this;
    }

    /**
     * Looks at a label that this class has written.
     *
     * @param label as read
     * @param count of its stripes
     * @return the class index of each, from left to right
     */
    public static List<Integer> stripes(LabelMap label, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> label.at(label.height() / 2, (2 * i + 1) * label.width() / (2 * count)))
                .toList();
    }

    /**
     * Makes room for a file.
     *
     * @param path where
     * @return the file; its folder is there
     * @throws IOException if the folder cannot be made
     */
    public Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void bytes(String path, RasterSpec spec, byte[] pixels) throws IOException {
        if (path.endsWith(".png")) {
            RasterWriter.writePng(file(path), spec, pixels);
        } else {
            RasterWriter.writeGeoTiff(file(path), spec, Compression.NONE, pixels);
        }
    }
}
