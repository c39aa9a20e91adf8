// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Digests of files: SHA-256 over every byte. In the digest that a file carries of itself, its own 64 digits are taken
 * as zeros; it is the first entry of the metadata, so its place is fixed and nothing in the file escapes it.
 */
public final class FileDigest {

    private static final int BLOCK = 1 << 20;

    /** Its key in the metadata. */
    static final String KEY = "skysense.sha256";

    /** What stands for the digest while it is computed. */
    static final String BLANK = "0".repeat(64);

    /** How the JSON of a file that carries one begins. */
    static final String PREFIX = "{\"" + SafetensorsHeader.METADATA + "\":{\"" + KEY + "\":\"";

    /** Where its digits stand in the file. */
    static final int POSITION = 8 + PREFIX.length();

    private final MessageDigest sha;

    /**
     * The SHA-256 of a whole file, as {@code sha256sum} gives it.
     *
     * @param path the file
     * @param progress is told of the bytes read, in the stage {@code digest}
     * @return 64 lower-case digits
     * @throws CheckpointException if it cannot be read
     * @throws CancellationException if the progress asks to stop
     */
    public static String of(Path path, Progress progress) throws CheckpointException {
        FileDigest digest = new FileDigest();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            progress.begin("digest", channel.size());
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (long at = 0; channel.read(block.clear()) >= 0; at += block.limit()) {
                digest.update(block.flip());
                progress.update(at + block.limit(), Map.of());
                if (progress.cancelled()) {
                    throw new CancellationException("stopped while the digest of " + path + " was computed");
                }
            }
            progress.end();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
        return digest.finish();
    }

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
