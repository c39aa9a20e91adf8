// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys whose signatures on bundles count: X.509 certificates, each kept by itself and called by its fingerprint. A
 * certificate counts between its dates; who issued it does not matter. Bundles that run are not asked again before the
 * next start.
 */
@ProviderType
public interface TrustedKeys {

    /**
     * Lists them.
     *
     * @return by owner, then fingerprint; one that has expired stays until it is removed
     * @throws IOException if the folder cannot be read
     */
    List<TrustedKey> list() throws IOException;

    /**
     * Trusts a key from now on.
     *
     * @param file one certificate, PEM or DER
     * @return the key; nothing changes if it is trusted already
     * @throws IOException if the file is no certificate, its key is too weak or has expired, or it cannot be kept
     */
    TrustedKey add(Path file) throws IOException;

    /**
     * Trusts a key no more.
     *
     * @param fingerprint of it, or its first digits: at least eight; colons and capitals may be in it
     * @return what was removed
     * @throws IOException if there is not exactly one such key, or it cannot be removed
     */
    TrustedKey remove(String fingerprint) throws IOException;

    /**
     * Looks whose signature a bundle carries. All of it is read.
     *
     * @param bundle the jar
     * @return the trusted key that signed every entry of it
     * @throws LifecycleException if it is no bundle or damaged, not signed, altered since, or not signed by a trusted
     *     key; the message says which
     */
    TrustedKey signer(Path bundle) throws LifecycleException;
}
