// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kenya.wildlife;

import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a tiny copy: JPEG images of each split, and the table of all animals. */
public final class KenyaCopy {

    static final int HEIGHT = 96;
    static final int WIDTH = 144;

    private KenyaCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "kenya-wildlife");
        for (String image :
                new String[] {"train/DSC_0001.JPG", "train/DSC_0002.JPG", "val/DSC_0101.JPG", "test/b2.JPG"}) {
            copy.jpeg(image, HEIGHT, WIDTH);
        }
        Files.writeString(copy.file("annotations_images.csv"), """
                "FILE","x1","y1","x2","y2","SPECIES"
                "DSC_0001.JPG",10,20,50,60,"Elephant"
                "DSC_0001.JPG",70,30,90,70,"Giraffe"
                "DSC_0101.JPG",8,8,40,24,"Zebra"
                "DSC_0101.JPG",60,40,92,72,"Elephant"
                "b2.JPG",100,10,120,30,"Zebra"
                """);
        copy.list(
                "train",
                entry("train/DSC_0001.JPG", "0, 1", "[0, 30, 40, 40, 40], [1, 80, 50, 20, 40]"),
                entry("train/DSC_0002.JPG", "", ""));
        copy.list("val", entry("val/DSC_0101.JPG", "0, 2", "[2, 24, 16, 32, 16], [0, 76, 56, 32, 32]"));
        copy.list("test", entry("test/b2.JPG", "2", "[2, 110, 20, 20, 20]"));
        return copy.root();
    }

    private static String entry(String image, String classes, String objects) {
        return "{'hr_path': 'kenya-wildlife/%s', 'type': 'kenya-wildlife', 'classes': [%s], 'objects': [%s]}"
                .formatted(image, classes, objects);
    }
}
