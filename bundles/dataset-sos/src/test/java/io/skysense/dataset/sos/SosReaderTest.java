// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SosReaderTest extends PublishedDatasetContract {

    @Override
    protected ListedReader reader() {
        return new SosReader();
    }

    /** The published folders in both ways they are spelt, and the reference's list files; labels in all their numbers. */
    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "sos");
        String one = picture(copy, "train/sentinel/image/20001.jpg", BufferedImage.TYPE_INT_RGB);
        copy.label("train/sentinel/label/20001.png", 0, 255);
        String two = picture(copy, "train/sentinel/image/20002.jpg", BufferedImage.TYPE_BYTE_GRAY);
        copy.label("train/sentinel/label/20002.png", 1, 0, 3, 255);
        String three = picture(copy, "test/Sentinel/sat/20003_sat.jpg", BufferedImage.TYPE_INT_RGB);
        copy.colors("test/Sentinel/gt/20003_mask.png", 0xffffff, 0x000000);
        Files.writeString(
                copy.file("sos_train_sentinel.json"),
                "[" + entry(one, "train/sentinel/label/20001.png") + "," + entry(two, "train/sentinel/label/20002.png")
                        + "]");
        Files.writeString(
                copy.file("sos_test_sentinel.json"), "[" + entry(three, "test/Sentinel/gt/20003_mask.png") + "]");
        return copy.root();
    }

    private static String picture(TinyCopy copy, String path, int type) throws IOException {
        BufferedImage image = new BufferedImage(TinyCopy.WIDTH, TinyCopy.HEIGHT, type);
        for (int i = 0; i < TinyCopy.WIDTH * TinyCopy.HEIGHT; i++) {
            image.setRGB(i % TinyCopy.WIDTH, i / TinyCopy.WIDTH, 0x010101 * (60 + i % 50));
        }
        ImageIO.write(image, "jpg", copy.file(path).toFile());
        return path;
    }

    private static String entry(String image, String label) {
        return "{\"s1_path\": \"sos/%s\", \"target_path\": \"sos/%s\", \"classes\": [0, 1]}".formatted(image, label);
    }

    @Test
    void aGreyPictureOfThreeBandsOrOneHasTwo() throws IOException {
        for (int i = 0; i < 2; i++) {
            ImageCube image = read("train", i).images().get(Modality.S1);
            assertEquals(2, image.bands());
            int plane = image.height() * image.width();
            assertEquals(image.values()[7], image.values()[plane + 7]);
        }
    }

    @Test
    void oilIsOneInEachOfItsNumbersAndInWhite() throws IOException {
        assertEquals(List.of(0, 1), stripes("train", 0, 2));
        assertEquals(List.of(1, 0, 1, 1), stripes("train", 1, 4));
        assertEquals(List.of(1, 0), stripes("test", 0, 2));
    }

    @Test
    void anyOtherNumberIsRefused(@TempDir Path elsewhere) throws IOException {
        Path root = makeCopy(elsewhere);
        new TinyCopy(elsewhere, "sos").label("train/sentinel/label/20001.png", 0, 2);
        DatasetException refused = assertThrows(
                DatasetException.class,
                () -> reader().open(DatasetOptions.of(root)).read("train", 0));
        assertTrue(refused.getMessage().contains("20001.png"), refused.getMessage());
    }
}
