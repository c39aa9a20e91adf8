// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.engine.ops.Rounding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Tells models apart: by what they are made of, and by every weight. */
final class ModelDigest {

    private static final String HEAD = "head.";

    private ModelDigest() {}

    /**
     * Computes the digest.
     *
     * @param model stays as it is
     * @return 64 hexadecimal digits
     */
    static String of(Model model) {
        MessageDigest sha = sha();
        ModelSpec spec = model.spec();
        // Sorted, for the order of an immutable map changes from process to process.
        put(sha, new TreeMap<>(spec.encoders()).toString());
        put(sha, spec.backbone() + " " + spec.head() + " " + spec.table() + " " + spec.precision());
        put(sha, new TreeMap<>(model.versions()).toString());
        put(sha, model, name -> true);
        return HexFormat.of().formatHex(sha.digest());
    }

    /**
     * Computes the digest of all that features depend on.
     *
     * @param model stays as it is
     * @return 64 hexadecimal digits, the same for models that differ in their heads alone
     */
    static String ofBackbone(Model model) {
        MessageDigest sha = sha();
        ModelSpec spec = model.spec();
        put(sha, new TreeMap<>(spec.encoders()).toString());
        put(sha, spec.backbone() + " " + spec.table().bands() + " " + spec.precision());
        put(sha, model, name -> !name.startsWith(HEAD));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void put(MessageDigest sha, Model model, Predicate<String> which) {
        Map<String, NDArray> state = new TreeMap<>(model.state());
        state.keySet().removeIf(which.negate());
        for (var entry : state.entrySet()) {
            NDArray array = entry.getValue();
            put(sha, entry.getKey() + " " + array.getShape());
            // A copy to the host is freed at once.
            try (NDScope scope = new NDScope();
                    NDArray readable = Rounding.wide(array)) {
                scope.suppressNotUsedWarning();
                sha.update(readable.toByteBuffer(true));
            }
        }
    }

    private static void put(MessageDigest sha, String text) {
        sha.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
