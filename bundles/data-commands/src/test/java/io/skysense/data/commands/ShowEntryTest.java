// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.shell.CommandException;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowEntryTest {

    @TempDir
    private Path folder;

    private final Called called = new Called(List.of(new TinyReader()));
    private Path root;

    @BeforeEach
    void publish() throws Exception {
        root = TinyReader.publish(folder);
        called.run("index", "tiny", root);
    }

    private static Set<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff)
                .collect(Collectors.toSet());
    }

    @Test
    void everySensorAndTheLabelAreDrawn() throws Exception {
        Path out = folder.resolve("a.png");
        assertEquals(ShellCommand.DONE, called.run("show", "tiny", root, "--index", 0, "--out", out, "--side", 64));
        BufferedImage all = ImageIO.read(out.toFile());
        // HR, S1, the label and its legend beside one another.
        assertTrue(all.getWidth() > 3 * 64, all.getWidth() + " pixels");
        assertTrue(colours(all).containsAll(Set.of(0x0000ff, 0xff0000)));
        called.run("show", "tiny", root, "--index", 1, "--out", out, "--side", 64);
        BufferedImage without = ImageIO.read(out.toFile());
        assertTrue(without.getWidth() < all.getWidth());
        assertTrue(!colours(without).contains(0x0000ff));
    }

    @Test
    void oneDateIsAnotherPictureThanTheMedian() throws Exception {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        called.run("show", "tiny", root, "--index", 0, "--out", first, "--date", 0);
        called.run("show", "tiny", root, "--index", 0, "--out", second, "--date", 1);
        BufferedImage a = ImageIO.read(first.toFile());
        BufferedImage b = ImageIO.read(second.toFile());
        long differing = IntStream.range(0, a.getWidth() * a.getHeight())
                .filter(i ->
                        a.getRGB(i % a.getWidth(), i / a.getWidth()) != b.getRGB(i % a.getWidth(), i / a.getWidth()))
                .count();
        assertTrue(differing > 1000, differing + " pixels");
    }

    @Test
    void numbersOutOfRangeAreWrongUsage() {
        assertThrows(UsageException.class, () -> called.run("show", "tiny", root, "--index", 3));
        assertThrows(UsageException.class, () -> called.run("show", "tiny", root, "--index", -1));
        assertThrows(UsageException.class, () -> called.run("show", "tiny", root, "--index", 0, "--date", 2));
        assertThrows(UsageException.class, () -> called.run("show", "tiny", root, "--index", 0, "--side", 1));
        assertThrows(UsageException.class, () -> called.run("show", "tiny", root, "--index", 0, "--split", "x"));
        assertThrows(
                CommandException.class,
                () -> called.run("show", "tiny", root, "--index", 0, "--out", folder.resolve("no/a.png")));
    }
}
