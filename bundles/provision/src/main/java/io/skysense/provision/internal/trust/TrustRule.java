// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule by which bundles come in. What a trusted key has signed may, and what is a part of the distribution; what the
 * operator brings may too, unless the policy is {@code signed}. A broken signature is refused whoever brings it.
 *
 * @param keys whose signatures count
 * @param own the bundles that the platform itself consists of, if it has such a folder
 */
record TrustRule(KeyFolder keys, Optional<Path> own) {

    /**
     * Looks whether a bundle may come in.
     *
     * @param file a jar that nobody changes meanwhile
     * @param called the file as its user knows it
     * @param origin who brings it
     * @param policy whose word counts
     * @throws LifecycleException if it may not; the message says why
     * @throws IOException if it cannot be read
     */
    void check(Path file, Path called, Origin origin, TrustPolicy policy) throws LifecycleException, IOException {
        if (isOwn(file, called)) {
            return;
        }
        List<TrustedKey> signers = signers(file, called);
        if (origin != Origin.OPERATOR || policy != TrustPolicy.OPERATOR) {
            trusted(signers, called);
        }
    }

    /** {@return the trusted key that signed a jar} */
    TrustedKey signer(Path file) throws LifecycleException, IOException {
        return trusted(signers(file, file), file);
    }

    private static List<TrustedKey> signers(Path file, Path called) throws LifecycleException, IOException {
        try {
            return SignedJar.signers(file).stream().map(Certificates::key).toList();
        } catch (BrokenSignatureException e) {
            throw new LifecycleException(called + ": its signature does not count: " + e.getMessage(), e);
        }
    }

    private TrustedKey trusted(List<TrustedKey> signers, Path called) throws LifecycleException, IOException {
        if (signers.isEmpty()) {
            throw new LifecycleException(called + ": it is not signed");
        }
        List<TrustedKey> known = keys.keys().stream().filter(signers::contains).toList();
        if (known.isEmpty()) {
            throw new LifecycleException(called + ": it is signed by "
                    + signers.stream().map(TrustedKey::describe).collect(Collectors.joining(" and "))
                    + ", which is no trusted key");
        }
        Instant now = Instant.now();
        for (TrustedKey key : known) {
            if (!now.isBefore(key.from()) && !now.isAfter(key.until())) {
                return key;
            }
        }
        TrustedKey late = known.get(0);
        throw new LifecycleException(
                called + ": it is signed by " + late.describe() + ", a trusted key that counts from "
                        + KeyFolder.day(late.from()) + " to " + KeyFolder.day(late.until()));
    }

    /** {@return whether the platform runs this very file as a part of itself} */
    private boolean isOwn(Path file, Path called) throws IOException {
        Path like = own.isEmpty() ? null : own.get().resolve(called.getFileName());
        return like != null && Files.isRegularFile(like) && Files.mismatch(file, like) < 0;
    }
}
