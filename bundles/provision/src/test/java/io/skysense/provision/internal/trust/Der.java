// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** X.509 certificates byte by byte (RFC 5280, version 1), since the JDK makes none but by a process of its own. */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int TEXT = 0x0c;
    private static final int TIME = 0x17;
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302");
    private static final byte[] RSA_SHA256 = HexFormat.of().parseHex("06092a864886f70d01010b0500");

    private Der() {}

    /** {@return a certificate that a key signed for itself} */
    static byte[] certificate(String name, KeyPair keys, Instant from, Instant until) throws GeneralSecurityException {
        boolean rsa = keys.getPublic().getAlgorithm().equals("RSA");
        byte[] algorithm = of(SEQUENCE, rsa ? RSA_SHA256 : ECDSA_SHA256);
        byte[] owner =
                of(SEQUENCE, of(SET, of(SEQUENCE, COMMON_NAME, of(TEXT, name.getBytes(StandardCharsets.UTF_8)))));
        byte[] said = of(
                SEQUENCE,
                of(INTEGER, BigInteger.ONE.toByteArray()),
                algorithm,
                owner,
                of(SEQUENCE, time(from), time(until)),
                owner,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(said);
        return of(SEQUENCE, said, algorithm, of(BITS, new byte[1], signature.sign()));
    }

    private static byte[] time(Instant moment) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(moment);
        return of(TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() < 0x80) {
            all.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int zeros = length[0] == 0 ? 1 : 0; // of the sign
            all.write(0x80 | length.length - zeros);
            all.write(length, zeros, length.length - zeros);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
