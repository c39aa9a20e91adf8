// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of content that does not fit in memory. */
final class Digest {

    private static final int BUFFER = 1 << 16;

    private Digest() {}

    /**
     * Digests a stream to its end.
     *
     * @param algorithm one that every Java platform has
     * @param content left open
     * @return the digest, in small hexadecimal digits
     * @throws IOException if the stream cannot be read
     */
    static String of(String algorithm, InputStream content) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
