// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told how far a change has come. */
@ConsumerType
@FunctionalInterface
public interface PhaseListener {

    /** Does not listen. */
    PhaseListener NONE = (phase, what) -> {};

    /**
     * Called when a phase begins, on the thread of the change.
     *
     * @param phase the phase
     * @param what what it is about, a few words
     */
    void begins(Phase phase, String what);
}
