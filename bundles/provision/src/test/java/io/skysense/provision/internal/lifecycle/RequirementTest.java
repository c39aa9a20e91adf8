// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RequirementTest {

    @Test
    void namesWhatTheLastOfAChainIsMissing() {
        String said = "Unable to resolve org.a [5](R 5.0): missing requirement [org.a [5](R 5.0)] osgi.wiring.package;"
                + " (osgi.wiring.package=org.b) [caused by: Unable to resolve org.b [6](R 6.0): missing requirement"
                + " [org.b [6](R 6.0)] osgi.wiring.package; (&(osgi.wiring.package=org.c)(version>=1.0.0))]"
                + " Unresolved requirements: [[org.a [5](R 5.0)] osgi.wiring.package; (osgi.wiring.package=org.b)]";

        assertEquals(
                "org.b needs (&(osgi.wiring.package=org.c)(version>=1.0.0)), which no bundle offers",
                Requirement.missing(said));
    }

    @Test
    void passesOnWhatIsNotAboutARequirement() {
        assertEquals("the disk is full", Requirement.missing("the disk is full"));
    }
}
