// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with the recordings of one model.
 *
 * @param path holds {@code config.json}, {@code weights.npz} and the recordings
 * @param inputs the file of the inputs, in the folder or in the one above
 */
record FixtureFolder(Path path, Path inputs) {

    private static final String CONFIG = "config.json";
    private static final String INPUTS = "inputs.npz";

    /**
     * Finds the models recorded in a folder: the folder itself, or those right below it.
     *
     * @throws CommandException if there is none and no {@code units.npz}
     */
    static List<FixtureFolder> find(Path folder) throws CommandException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(folder + ": no such folder");
        }
        List<FixtureFolder> found = new ArrayList<>();
        try (Stream<Path> below = Files.list(folder)) {
            List<Path> candidates = new ArrayList<>(List.of(folder));
            below.filter(Files::isDirectory).sorted().forEach(candidates::add);
            for (Path candidate : candidates) {
                if (Files.isRegularFile(candidate.resolve(CONFIG))) {
                    found.add(new FixtureFolder(candidate, inputs(candidate)));
                }
            }
        }
        if (found.isEmpty() && !Files.isRegularFile(units(folder))) {
            throw new CommandException(folder + ": neither " + CONFIG + " nor units.npz, here or one folder below");
        }
        return found;
    }

    /** {@return the file of single modules in a folder of recordings} */
    static Path units(Path folder) {
        return folder.resolve("units.npz");
    }

    String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    Path config() {
        return path.resolve(CONFIG);
    }

    Path weights() {
        return path.resolve("weights.npz");
    }

    boolean has(String file) {
        return Files.isRegularFile(path.resolve(file));
    }

    private static Path inputs(Path folder) throws CommandException {
        Path own = folder.resolve(INPUTS);
        Path shared = folder.toAbsolutePath().normalize().resolveSibling(INPUTS);
        if (!Files.isRegularFile(own) && !Files.isRegularFile(shared)) {
            throw new CommandException(folder + ": no " + INPUTS + " in it or beside it");
        }
        return Files.isRegularFile(own) ? own : shared;
    }
}
