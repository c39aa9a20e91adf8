// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A tiny dataset in the layout of amazon-rgb: forest is green. */
record Forest(Path data) {

    static final int SIDE = 64;

    private static final int GREEN = 0x205020;
    private static final int BROWN = 0x906040;
    private static final int FOREST = 1;
    private static final int OTHER = 2;

    /** Writes as many images, which both splits list. */
    static Forest write(Path folder, int images) throws IOException {
        Forest forest = new Forest(Files.createDirectories(folder.resolve("amazon-rgb")));
        Files.createDirectories(forest.data.resolve("images"));
        Files.createDirectories(forest.data.resolve("labels"));
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < images; i++) {
            forest.scene(i);
            list.append(i == 0 ? "" : ",").append("""
                    {"hr_path": "amazon-rgb/images/%1$d.png", "target_path": "amazon-rgb/labels/%1$d.png",
                     "type": "amazon-rgb", "classes": [1, 2]}
                    """.formatted(i));
        }
        list.append("]");
        for (String split : new String[] {"train", "val"}) {
            Files.writeString(forest.list(split), list);
        }
        return forest;
    }

    Path list(String split) {
        return data.resolve("amazon-rgb_" + split + ".json");
    }

    Path image(int index) {
        return data.resolve("images/" + index + ".png");
    }

    private void scene(int index) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        BufferedImage label = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean forest = (x + 7 * index) % SIDE < SIDE / 2;
                image.setRGB(x, y, forest ? GREEN : BROWN);
                label.getRaster().setSample(x, y, 0, forest ? FOREST : OTHER);
            }
        }
        ImageIO.write(image, "png", image(index).toFile());
        ImageIO.write(label, "png", data.resolve("labels/" + index + ".png").toFile());
    }
}
