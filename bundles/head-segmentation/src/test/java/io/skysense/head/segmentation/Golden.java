// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.checkpoint.npz.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Numbers that the reference computed, from a file of the folder of reference material; tests skip where it is absent. */
final class Golden {

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new HashMap<>();

    private Golden(NDManager manager) {
        this.manager = manager;
    }

    static Path reference(String file) {
        Path path = Path.of(System.getProperty("skysense.root"), "../shared/reference", file);
        Assumptions.assumeTrue(Files.isRegularFile(path), "no reference material: " + path);
        return path;
    }

    static Golden read(NDManager manager, String file) throws IOException {
        Golden golden = new Golden(manager);
        try (NpzFile npz = NpzFile.open(reference("fixtures/" + file))) {
            for (String name : npz.sources().keySet()) {
                golden.arrays.put(name, npz.array(manager, name));
            }
        }
        return golden;
    }

    NDArray get(String name) {
        NDArray array = arrays.get(name);
        assertNotNull(array, name);
        return array.duplicate();
    }

    /** Compares values by the largest difference, relative to the largest expected magnitude. */
    static void assertClose(NDArray expected, NDArray actual, double tolerance, String what) {
        NDArray shaped = actual.reshape(expected.getShape());
        double scale = expected.abs().max().getFloat();
        double error = expected.sub(shaped).abs().max().getFloat();
        assertTrue(error <= tolerance * scale, what + ": " + error + " of " + scale);
    }
}
