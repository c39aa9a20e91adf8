// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

/** A signature that does not count for what is in the jar; the message says why, without the name of the jar. */
final class BrokenSignatureException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenSignatureException(String message) {
        super(message);
    }
}
