// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/**
 * A key made for a test.
 *
 * @param name of its owner, and of its signatures
 * @param secret the key
 * @param certificate made by itself
 */
record SigningKey(String name, PrivateKey secret, X509Certificate certificate) {

    /** Makes a key on an elliptic curve that counts now. */
    static SigningKey make(String name) throws GeneralSecurityException {
        return make(name, "EC", 256, -1, 90);
    }

    /** Makes a key that counts from so many days from now to so many. */
    static SigningKey make(String name, String algorithm, int bits, int from, int until)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        Instant now = Instant.now();
        byte[] certificate =
                Der.certificate(name, keys, now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)));
        return new SigningKey(name, keys.getPrivate(), (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
    }

    /** {@return a file with the certificate} */
    Path pem(Path folder) throws IOException {
        return Files.write(folder.resolve(name + ".crt"), Certificates.pem(certificate));
    }

    /** Signs a copy of a jar. */
    Path sign(Path jar) throws IOException, GeneralSecurityException {
        return sign(jar, "SHA-256", JarSigner.Builder.getDefaultSignatureAlgorithm(secret));
    }

    /** Signs a copy of a jar by other algorithms. */
    Path sign(Path jar, String digest, String signature) throws IOException, GeneralSecurityException {
        JarSigner signer = new JarSigner.Builder(
                        secret, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                .digestAlgorithm(digest)
                .signatureAlgorithm(signature)
                .signerName(name)
                .build();
        Path signed = Files.createTempFile(jar.getParent(), name, ".jar");
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }
}
