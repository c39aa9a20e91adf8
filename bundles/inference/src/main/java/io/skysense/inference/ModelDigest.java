// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells models apart: by what they are made of, and by every weight. */
final class ModelDigest {

    private ModelDigest() {}

    /**
     * Computes the digest.
     *
     * @param model stays as it is
     * @return 64 hexadecimal digits
     */
    static String of(Model model) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        ModelSpec spec = model.spec();
        // Sorted, for the order of an immutable map changes from process to process.
        put(sha, new TreeMap<>(spec.encoders()).toString());
        put(sha, spec.backbone() + " " + spec.head() + " " + spec.table() + " " + spec.precision());
        put(sha, new TreeMap<>(model.versions()).toString());
        for (var entry : new TreeMap<>(model.state()).entrySet()) {
            NDArray array = entry.getValue();
            put(sha, entry.getKey() + " " + array.getShape() + " " + array.getDataType());
            // A copy to the host is freed at once.
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                sha.update(array.toByteBuffer(true));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void put(MessageDigest sha, String text) {
        sha.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
