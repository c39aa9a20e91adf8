// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.shell.CommandPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A platform in a process of its own, from a copy of this distribution, that serves a model over HTTP. */
final class ServedPlatform implements AutoCloseable {

    private static final String LISTENING = "listening on ";
    private static final long POLL_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final CommandPort port;
    private final Path socket;
    private final URI address;

    private ServedPlatform(Process process, CommandPort port, Path socket, URI address) {
        this.process = process;
        this.port = port;
        this.socket = socket;
        this.address = address;
    }

    /**
     * Starts one.
     *
     * @param home this distribution
     * @param folder for the copy, which does not exist
     * @param model what clients call the model
     * @param run its run
     * @param port sends commands
     * @return the platform, once it listens
     * @throws IOException if it cannot be copied or does not start
     */
    static ServedPlatform start(Path home, Path folder, String model, Path run, CommandPort port)
            throws IOException, InterruptedException {
        copy(home, folder);
        Path socket = folder.resolve("platform.sock");
        set(folder.resolve("conf/framework.properties"), "(?m)^skysense\\.control=.*$", "skysense.control=" + socket);
        // No client is to be turned away for asking too fast.
        set(folder.resolve("configs/platform.json"), "(\"requests\\.per\\.second:Integer\": )\\d+", "$11000000");
        Path said = folder.resolve("start.txt");
        Process process = new ProcessBuilder(
                        folder.resolve("bin/skysense").toString(), "start", "--model", model + "=" + run, "--port", "0")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            return new ServedPlatform(process, port, socket, listening(process, said));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static void copy(Path home, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = folder.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void set(Path file, String pattern, String value) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, value);
        if (after.equals(before)) {
            throw new IOException(file + ": says nothing like " + pattern);
        }
        Files.writeString(file, after);
    }

    private static URI listening(Process process, Path said) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Optional<String> line;
            try (Stream<String> lines = Files.lines(said)) {
                line = lines.filter(l -> l.startsWith(LISTENING)).findFirst();
            }
            if (line.isPresent()) {
                return URI.create(line.get().substring(LISTENING.length()).split(" ")[0]);
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("no platform to ask: " + Files.readString(said).strip());
    }

    /** {@return where it answers} */
    URI address() {
        return address;
    }

    /**
     * Has it run a command.
     *
     * @param words the command with its options
     * @throws IOException if it fails
     */
    void command(String... words) throws IOException {
        CommandPort.Sent sent = port.send(socket, List.of(words));
        if (sent.exitCode() != 0) {
            throw new IOException(String.join(" ", words) + ": " + sent.output().strip());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
