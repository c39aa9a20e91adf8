// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.ObjectBox;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tiles of a job say of objects, as text to which lines are only added: the number of the batch, then the numbers
 * of the box on the raster's grid. Batches follow each other.
 */
final class ObjectLines implements AutoCloseable {

    private static final int NUMBERS = 8;

    private final FileChannel channel;
    private final BufferedWriter out;

    private ObjectLines(FileChannel channel) {
        this.channel = channel;
        out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.US_ASCII));
    }

    /** Takes the objects of one batch. */
    @FunctionalInterface
    interface Sink {

        /** Batches without objects are left out. */
        void batch(int number, List<ObjectBox> boxes) throws IOException;
    }

    /**
     * Begins, or goes on.
     *
     * @param file its place
     * @param batches that were promised; what stands there of others is dropped
     * @return the file; the caller closes it
     * @throws IOException if it cannot be written
     */
    static ObjectLines open(Path file, int batches) throws IOException {
        if (batches > 0) {
            keep(file, batches);
        }
        FileChannel channel = batches > 0
                ? FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : FileChannel.open(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        return new ObjectLines(channel);
    }

    /** The last line may be cut off: its batch was not promised. */
    private static void keep(Path file, int batches) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".kept");
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                BufferedWriter out = Files.newBufferedWriter(kept, StandardCharsets.US_ASCII)) {
            for (String line = in.readLine(); line != null && number(line) < batches; line = in.readLine()) {
                out.write(line);
                out.newLine();
            }
        }
        Files.move(kept, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(0, Math.max(0, line.indexOf(' '))));
    }

    /**
     * Adds a batch.
     *
     * @param number behind those that were added
     * @param boxes on the raster's grid
     * @throws IOException if the disk is full or fails
     */
    void add(int number, List<ObjectBox> boxes) throws IOException {
        for (ObjectBox box : boxes) {
            out.write(number + " " + box.classIndex() + " " + box.x() + " " + box.y() + " " + box.width() + " "
                    + box.height() + " " + box.angle() + " " + box.score());
            out.newLine();
        }
    }

    /** Waits until all is on the disk. */
    void flush() throws IOException {
        out.flush();
        channel.force(true);
    }

    /**
     * Reads all batches.
     *
     * @param file a complete one
     * @param sink takes them, in order
     * @throws IOException if it cannot be read
     */
    static void read(Path file, Sink sink) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            int batch = -1;
            List<ObjectBox> boxes = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                if (words.length != NUMBERS) {
                    throw new IOException(file + ": a damaged line: " + line);
                }
                int number = Integer.parseInt(words[0]);
                if (number != batch) {
                    if (!boxes.isEmpty()) {
                        sink.batch(batch, boxes);
                    }
                    boxes = new ArrayList<>();
                    batch = number;
                }
                boxes.add(new ObjectBox(
                        Integer.parseInt(words[1]),
                        Double.parseDouble(words[2]),
                        Double.parseDouble(words[3]),
                        Double.parseDouble(words[4]),
                        Double.parseDouble(words[5]),
                        Double.parseDouble(words[6]),
                        Double.parseDouble(words[7])));
            }
            if (!boxes.isEmpty()) {
                sink.batch(batch, boxes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
