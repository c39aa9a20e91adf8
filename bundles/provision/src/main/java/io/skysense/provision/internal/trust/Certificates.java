// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import io.skysense.provision.TrustedKey;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import java.util.Collection;

/** X.509 certificates: from files, to files, and by their fingerprint. */
final class Certificates {

    private static final int MOST_BYTES = 1 << 16;
    private static final int LEAST_BITS = 2048;
    private static final int LEAST_BITS_OF_A_CURVE = 256;
    private static final int LINE = 64;

    private Certificates() {}

    /**
     * Reads a file.
     *
     * @param file PEM or DER
     * @throws IOException if it does not hold one certificate with a strong key; the message names it
     */
    static X509Certificate read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
        X509Certificate found = parse(file, bytes);
        if (isWeak(found.getPublicKey())) {
            throw new IOException(file + ": its key is too weak: RSA and DSA need " + LEAST_BITS
                    + " bits, elliptic curves " + LEAST_BITS_OF_A_CURVE);
        }
        return found;
    }

    private static X509Certificate parse(Path file, byte[] bytes) throws IOException {
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (bytes.length <= MOST_BYTES && all.size() == 1) {
                return (X509Certificate) all.iterator().next();
            }
            throw new IOException(file + ": expected one X.509 certificate, PEM or DER"
                    + (all.size() > 1 ? ", and not " + all.size() : ""));
        } catch (CertificateException e) {
            throw new IOException(file + ": no X.509 certificate, PEM or DER: " + Messages.of(e), e);
        }
    }

    private static boolean isWeak(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() < LEAST_BITS;
        }
        if (key instanceof DSAKey dsa) {
            return dsa.getParams() == null || dsa.getParams().getP().bitLength() < LEAST_BITS;
        }
        return key instanceof ECKey curve && curve.getParams().getOrder().bitLength() < LEAST_BITS_OF_A_CURVE;
    }

    /** {@return the text of a PEM file} */
    static byte[] pem(X509Certificate certificate) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded(certificate));
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return what is said of its key} */
    static TrustedKey key(X509Certificate certificate) {
        return new TrustedKey(
                Sha256.of(encoded(certificate)),
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e); // it came from its encoded form
        }
    }
}
