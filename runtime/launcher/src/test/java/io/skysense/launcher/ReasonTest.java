// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class ReasonTest {

    @Test
    void isTheLastBundleOfAChainThatMissesSomething() {
        BundleException felix = new BundleException("Unable to resolve org.a [20](R 20.0): missing requirement"
                + " [org.a [20](R 20.0)] osgi.wiring.package; (&(osgi.wiring.package=org.b)(version>=1.0.0)) [caused by:"
                + " Unable to resolve org.b [18](R 18.0): missing requirement [org.b [18](R 18.0)] osgi.wiring.package;"
                + " (&(osgi.wiring.package=org.c)(version>=1.0.0)(!(version>=2.0.0)))] Unresolved requirements: [[org.a"
                + " [20](R 20.0)] osgi.wiring.package; (&(osgi.wiring.package=org.b)(version>=1.0.0))]");
        assertEquals("org.b needs the package org.c, which no bundle offers", Reason.of(felix));
    }

    @Test
    void isAnyOtherErrorsDeepestCauseInOneLine() {
        assertEquals("no zip", Reason.of(new BundleException("cached", new IOException("no zip"))));
        assertEquals("two lines", Reason.of(new IllegalStateException("two\n  lines")));
        assertEquals("null", Reason.of(new IllegalStateException()));
    }
}
