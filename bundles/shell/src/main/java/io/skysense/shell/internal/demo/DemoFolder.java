// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.config.Settings;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a demo's results go.
 *
 * <pre>
 * demo.json                what was asked for
 * data/                    the made scenes, where no data was given
 * run/                     the run with its checkpoints
 * metrics.json             the evaluation
 * loss.svg, metrics.svg    curves over the steps
 * confusion.svg            the confusion matrix
 * contact-sheet.png        image, label, prediction, errors
 * map.tif                  the classes of a whole image
 * report.html              all of it on one page
 * </pre>
 *
 * @param root the folder
 */
record DemoFolder(Path root) {

    /** {@return what was asked for when this folder was begun} */
    Optional<DemoPlan> plan() {
        return Files.exists(planFile()) ? Optional.of(DemoPlan.of(Settings.read(planFile()))) : Optional.empty();
    }

    /** Begins the folder. */
    void begin(DemoPlan plan) throws IOException {
        Files.createDirectories(root);
        AtomicFile.write(planFile(), Settings.of(plan).toJson() + "\n");
    }

    /** {@return where made scenes go} */
    Path scenes() {
        return root.resolve("data");
    }

    /** {@return the run} */
    Path run() {
        return root.resolve("run");
    }

    /** {@return the class map} */
    Path map() {
        return root.resolve("map.tif");
    }

    /** {@return the page} */
    Path report() {
        return root.resolve("report.html");
    }

    /** Writes a text of the results. */
    void write(String name, String text) throws CheckpointException {
        AtomicFile.write(root.resolve(name), text);
    }

    /** Writes a picture of the results. */
    void write(String name, byte[] bytes) throws CheckpointException {
        AtomicFile.write(root.resolve(name), out -> writeAll(out, ByteBuffer.wrap(bytes)));
    }

    private Path planFile() {
        return root.resolve("demo.json");
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
