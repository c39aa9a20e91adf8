// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.ops.Autograd;
import io.skysense.nn.NamedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Numbers that the reference computed, from a file of the folder of reference material; tests skip where it is absent. */
public final class Golden {

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new HashMap<>();

    private Golden(NDManager manager) {
        this.manager = manager;
    }

    /** A file of the reference material; the test that asks is skipped where it is absent. */
    public static Path reference(String file) {
        Path path = Path.of(System.getProperty("skysense.root"), "../shared/reference", file);
        Assumptions.assumeTrue(Files.isRegularFile(path), "no reference material: " + path);
        return path;
    }

    /** Reads all arrays of an archive of the fixtures. */
    public static Golden read(NDManager manager, String file) throws IOException {
        Golden golden = new Golden(manager);
        try (NpzFile npz = NpzFile.open(reference("fixtures/" + file))) {
            for (String name : npz.sources().keySet()) {
                golden.arrays.put(name, npz.array(manager, name));
            }
        }
        return golden;
    }

    /** A copy of an array, which must be there. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        assertNotNull(array, name);
        return array.duplicate();
    }

    /** Whether there is an array. */
    boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** All names. */
    Set<String> names() {
        return arrays.keySet();
    }

    /** Fills a block with the arrays under a prefix, of which it must use all but the two computed buffers. */
    public void load(NamedBlock block, String prefix) {
        long used = block.getParameters().stream()
                .peek(p -> {
                    NDArray weight = get(prefix + p.getKey());
                    assertEquals(p.getValue().getShape(), weight.getShape(), p.getKey());
                    p.getValue().setInitializer((m, shape, type) -> weight);
                    p.getValue().initialize(manager, DataType.FLOAT32);
                })
                .count();
        List<String> given = arrays.keySet().stream()
                .filter(n -> n.startsWith(prefix) && !n.contains("relative_"))
                .toList();
        assertEquals(given.size(), used, given.toString());
    }

    /** Checks the gradients of input and weights for the upstream gradient that the file holds. */
    public void checkGradients(NamedBlock block, String unit, String names, NDArray x, NDArray y) {
        NDList inputs = new NDList(x);
        block.getParameters().forEach(p -> inputs.add(p.getValue().getArray()));
        NDArray upstream = get(unit + "/gy").reshape(y.getShape());
        NDList gradients = Autograd.vectorJacobian(x.getManager(), new NDList(y), new NDList(upstream), inputs);
        assertClose(get(unit + "/gx0"), gradients.get(0), 1e-4, unit + " input");
        List<String> parameters =
                block.getParameters().stream().map(p -> p.getKey()).toList();
        for (int i = 0; i < parameters.size(); i++) {
            assertClose(
                    get(unit + "/gw/" + names + parameters.get(i)),
                    gradients.get(i + 1),
                    2e-4,
                    unit + " " + parameters.get(i));
        }
    }

    /** Compares shapes, and values as {@link #assertClose} does. */
    public static void assertSame(NDArray expected, NDArray actual, double tolerance, String what) {
        assertEquals(expected.getShape(), actual.getShape(), what);
        assertClose(expected, actual, tolerance, what);
    }

    /** Compares values by the largest difference, relative to the largest expected magnitude. */
    public static void assertClose(NDArray expected, NDArray actual, double tolerance, String what) {
        NDArray shaped = actual.reshape(expected.getShape());
        double scale = expected.abs().max().getFloat();
        double error = expected.sub(shaped).abs().max().getFloat();
        assertTrue(error <= tolerance * scale, what + ": " + error + " of " + scale);
    }
}
