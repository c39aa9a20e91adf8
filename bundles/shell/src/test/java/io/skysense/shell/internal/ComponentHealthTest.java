// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ComponentHealthTest {

    @Test
    void theDeepestCauseOfAStackTraceIsTheOneToShow() {
        String trace = """
                java.lang.reflect.InvocationTargetException
                \tat a.B.c(B.java:1)
                Caused by: java.lang.IllegalStateException: outer
                \t... 3 more
                Caused by: java.io.IOException: disk
                \tat d.E.f(E.java:2)
                """;

        assertEquals("java.io.IOException: disk", ComponentHealth.cause(trace));
        assertEquals("java.lang.Error: x", ComponentHealth.cause("java.lang.Error: x\n\tat a.B"));
    }
}
