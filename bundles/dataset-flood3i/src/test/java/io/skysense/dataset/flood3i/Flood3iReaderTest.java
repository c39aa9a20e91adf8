// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flood3i;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Flood3iReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new Flood3iReader();
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "flood3i");
        copy.list("train", tile(copy, "10001_0_0", 0, 1, 9));
        copy.list("val", tile(copy, "10165_0_1", 5, 6, 9), tile(copy, "10165_1_0", 5, 3, 4));
        Files.writeString(
                copy.file("val.txt"), "10165_0_1.jpg 05\n10165_0_1.jpg 06\n10165_1_0.jpg 03\n\n10165_1_0.jpg 05\n");
        return copy.root();
    }

    /** An image, its label of three stripes, and the entry that lists both. */
    private static String tile(TinyCopy copy, String name, int... values) throws IOException {
        BufferedImage image = new BufferedImage(TinyCopy.WIDTH, TinyCopy.HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xc08040);
        ImageIO.write(image, "jpg", copy.file("Images/" + name + ".jpg").toFile());
        String label = "Semantic_mask/" + name.replaceFirst("_", "_lab_") + ".png";
        copy.label(label, values);
        Integer[] classes =
                Arrays.stream(values).filter(v -> v > 0).map(v -> v - 1).boxed().toArray(Integer[]::new);
        return copy.entry("Images/" + name + ".jpg", label, classes);
    }

    @Test
    void nineValuesAreClassesAndZeroIsNone() throws IOException {
        assertEquals(List.of(ClassTable.IGNORE, 0, 8), stripes("train", 0, 3));
        assertEquals(List.of(4, 5, 8), stripes("val", 0, 3));
    }

    @Test
    void whatTheReferenceAsksAboutIsValAndTheRestTrains() throws IOException {
        Path own = folder.resolve("flood3i");
        assertEquals(
                List.of("flood3i/Images/10001_0_0.jpg"),
                reader().index(own, "train").stream()
                        .map(r -> r.hr().orElseThrow())
                        .toList());
        assertEquals(2, reader().index(own, "val").size());
    }

    @Test
    void aListThatIsNoneAndATileWithoutLabelAreNamed(@TempDir Path elsewhere) throws IOException {
        Path root = makeCopy(elsewhere);
        Path label = root.resolve("Semantic_mask/10165_lab_0_1.png");
        Files.delete(label);
        assertRefused(root, label + ": no such file; it is the label of 10165_0_1.jpg");
        Path asked = Files.writeString(root.resolve("val.txt"), "10165_0_1.jpg 05\n10165_0_1.jpg\n");
        assertRefused(root, asked + ": line 2: an image and a class of two digits are expected");
        Files.delete(asked);
        assertRefused(root, asked + ": no such file; it says which images are val");
    }

    private void assertRefused(Path root, String message) {
        DatasetException refused = assertThrows(DatasetException.class, () -> reader().index(root, "val"));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
