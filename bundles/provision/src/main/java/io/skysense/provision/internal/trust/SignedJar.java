// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import io.skysense.provision.internal.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Reads whose signatures a jar carries. */
final class SignedJar {

    private SignedJar() {}

    /**
     * Reads a jar whole, piece by piece, and checks every signature in it.
     *
     * @param file any jar
     * @return who signed all of it; empty if nobody signed anything
     * @throws BrokenSignatureException if something is signed, and not all as it is there
     * @throws IOException if it cannot be read
     */
    static List<X509Certificate> signers(Path file) throws BrokenSignatureException, IOException {
        SigningFiles signing = SigningFiles.read(file);
        if (!signing.present()) {
            return List.of();
        }
        signing.verify();
        try (JarFile jar = new JarFile(file.toFile())) {
            return common(jar);
        } catch (SecurityException e) {
            throw new BrokenSignatureException("altered since: " + Messages.of(e));
        }
    }

    private static List<X509Certificate> common(JarFile jar) throws BrokenSignatureException, IOException {
        Set<X509Certificate> all = null;
        String unsigned = null;
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (SigningFiles.isSigning(entry.getName())) {
                continue;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                long length = in.transferTo(OutputStream.nullOutputStream());
                if (entry.isDirectory() && length == 0) {
                    continue;
                }
            }
            Set<X509Certificate> own = signers(entry.getCodeSigners());
            if (own.isEmpty()) {
                unsigned = entry.getName();
            } else if (all == null) {
                all = own;
            } else {
                all.retainAll(own);
            }
        }
        if (all == null) {
            throw new BrokenSignatureException(
                    "it covers nothing, is damaged, or made with an algorithm that is too weak");
        }
        if (unsigned != null) {
            throw new BrokenSignatureException("altered since: " + unsigned + " is not signed");
        }
        if (all.isEmpty()) {
            throw new BrokenSignatureException("nobody signed all of it");
        }
        return List.copyOf(all);
    }

    private static Set<X509Certificate> signers(CodeSigner[] signers) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        if (signers != null) {
            Arrays.stream(signers)
                    .map(s -> (X509Certificate)
                            s.getSignerCertPath().getCertificates().get(0))
                    .forEach(found::add);
        }
        return found;
    }
}
