// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

/** How far a change has come. */
public enum Phase {
    /** The file is looked at, and its bundle's imports are found. */
    RESOLVE,
    /** The bundle starts, and its components come up. */
    START,
    /** Whoever keeps things built from plug-ins builds and checks them with the new version. */
    CHECK,
    /** The new version serves. */
    SWITCH,
    /** Leases on what leaves are waited for. */
    DRAIN
}
