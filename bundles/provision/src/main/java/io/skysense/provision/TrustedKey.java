// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.time.Instant;

/**
 * A key whose signatures on bundles count.
 *
 * @param fingerprint SHA-256 of its certificate: 64 hexadecimal digits, small letters
 * @param owner the certificate's subject, in the form of RFC 2253
 * @param from when it begins to count
 * @param until when it ceases to
 */
public record TrustedKey(String fingerprint, String owner, Instant from, Instant until) {

    /** {@return owner and fingerprint, for messages} */
    public String describe() {
        return owner + " (" + fingerprint + ")";
    }
}
