// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.Torch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A file of recorded arrays; keeps account of those that nobody asked for. */
final class Recording implements AutoCloseable {

    private final NpzFile file;
    private final NDManager manager = Torch.newManager(Device.cpu());
    private final Set<String> open;

    private Recording(NpzFile file) {
        this.file = file;
        open = new LinkedHashSet<>(file.names());
    }

    static Recording open(Path path) throws CheckpointException {
        return new Recording(NpzFile.open(path));
    }

    Set<String> names() {
        return file.names();
    }

    boolean has(String name) {
        return file.names().contains(name);
    }

    NpzFile file() {
        return file;
    }

    /** Reads an array to compare with; it then counts as checked. */
    Values values(String name) throws CheckpointException {
        open.remove(name);
        try (NDArray array = file.array(manager, name)) {
            return Values.of(array);
        }
    }

    /** Reads a list of names; it then counts as checked. */
    List<String> strings(String name) throws CheckpointException {
        open.remove(name);
        return file.strings(name);
    }

    /** {@return the greatest value of all arrays whose names begin so; they do not count as checked} */
    double greatest(String prefix) throws CheckpointException {
        double greatest = 0;
        for (String name : file.sources().keySet()) {
            if (name.startsWith(prefix)) {
                try (NDArray array = file.array(manager, name)) {
                    greatest = Math.max(greatest, Values.of(array).greatest());
                }
            }
        }
        return greatest;
    }

    /** {@return the names of the arrays that were not read} */
    Set<String> unchecked() {
        return Collections.unmodifiableSet(open);
    }

    @Override
    public void close() throws CheckpointException {
        try (manager) {
            file.close();
        }
    }
}
