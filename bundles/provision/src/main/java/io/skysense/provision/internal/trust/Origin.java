// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

/** Who brings a bundle. */
public enum Origin {
    /** The operator, by a command, now or before a restart. */
    OPERATOR,
    /** Nobody in person: it lay in a watched folder, or where a feature looks for its bundles. */
    FOUND
}
