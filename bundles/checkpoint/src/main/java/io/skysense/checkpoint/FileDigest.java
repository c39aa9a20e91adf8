// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest that a file carries of itself: SHA-256 over every byte, its own 64 digits taken as zeros.
 *
 * <p>It is the first entry of the metadata, so its place is fixed and nothing in the file escapes it.
 */
final class FileDigest {

    /** Its key in the metadata. */
    static final String KEY = "skysense.sha256";

    /** What stands for the digest while it is computed. */
    static final String BLANK = "0".repeat(64);

    /** How the JSON of a file that carries one begins. */
    static final String PREFIX = "{\"" + SafetensorsHeader.METADATA + "\":{\"" + KEY + "\":\"";

    /** Where its digits stand in the file. */
    static final int POSITION = 8 + PREFIX.length();

    private final MessageDigest sha;

    FileDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the next bytes in, which must not hold the digest's digits; moves the position to the limit. */
    void update(ByteBuffer bytes) {
        sha.update(bytes);
    }

    /** {@return 64 lower-case digits} */
    String finish() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Blanks the digits in the beginning of a file. */
    static void blank(ByteBuffer head) {
        head.put(POSITION, BLANK.getBytes(StandardCharsets.US_ASCII));
    }
}
