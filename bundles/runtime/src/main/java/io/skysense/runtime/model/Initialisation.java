// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.skysense.engine.Torch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Gives parameters their first values, each from a generator seeded by (seed, full name): adding a part, or another order,
 * leaves the values of all others as they are.
 */
final class Initialisation {

    private Initialisation() {}

    /**
     * Initialises parameters as float32.
     *
     * <p>PyTorch's generator is one for the whole process, so one model at a time is initialised; a step that
     * trains another model in the same process may draw other numbers meanwhile.
     *
     * @param manager owns the arrays
     * @param seed the seed
     * @param parameters by full name
     */
    static void run(NDManager manager, long seed, Map<String, Parameter> parameters) {
        synchronized (Initialisation.class) {
            parameters.forEach((name, parameter) -> {
                Torch.seed(key(seed, name));
                parameter.initialize(manager, DataType.FLOAT32);
            });
        }
    }

    private static long key(long seed, String name) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
            return ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
