// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two dates in two files, of which a list names the one before: its path says where the one after is. */
public final class ImagePair implements SampleParts {

    private static final int BANDS = 3;

    private final Pattern before;
    private final String after;

    /**
     * Two files.
     *
     * @param before matches the end of the path of the image before, from the name of a folder or file on; slashes stand
     *     between folders
     * @param after what is there for the image after; {@code $1} stands for the first group
     */
    public ImagePair(String before, String after) {
        this.before = Pattern.compile("(?<=/)" + before + "$");
        this.after = after;
    }

    /**
     * Finds the image after.
     *
     * @param image that before
     * @return its file
     * @throws DatasetException if the path of the image before is another, or there is no such file; names it
     */
    public Path after(Path image) throws DatasetException {
        Matcher matcher = before.matcher(image.toAbsolutePath().toString().replace('\\', '/'));
        if (!matcher.find()) {
            throw new DatasetException(image + ": its path does not say where the image after is");
        }
        Path other = Path.of(matcher.replaceFirst(after));
        if (!Files.exists(other)) {
            throw new DatasetException(other + ": no such file; it is the image after " + image);
        }
        return other;
    }

    @Override
    public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        Path image = files.get(0);
        Path other = after(image);
        try (RasterReader first = open(image);
                RasterReader second = open(other)) {
            if (first.width() != second.width() || first.height() != second.height()) {
                throw new DatasetException(other + ": " + second.width() + "x" + second.height() + " pixels, and "
                        + image + " has " + first.width() + "x" + first.height());
            }
            long values = 2L * BANDS * first.width() * first.height();
            if (values > Integer.MAX_VALUE - 8) {
                throw new DatasetException(
                        image + ": " + (values >> 18) + " MiB of pixels are too many for one sample");
            }
            ReadRequest all = ReadRequest.of(new Window(0, 0, first.width(), first.height()))
                    .withBands(1, 2, BANDS);
            float[] both = new float[(int) values];
            float[] a = first.readFloats(all);
            System.arraycopy(a, 0, both, 0, a.length);
            System.arraycopy(second.readFloats(all), 0, both, a.length, a.length);
            return Optional.of(new ImageCube(2, BANDS, first.height(), first.width(), both));
        }
    }

    private static RasterReader open(Path file) throws IOException {
        RasterReader reader = RasterReader.openUnplaced(file);
        if (reader.bands() < BANDS) {
            reader.close();
            throw new DatasetException(file + ": " + reader.bands() + " bands; a colour image has " + BANDS);
        }
        return reader;
    }
}
