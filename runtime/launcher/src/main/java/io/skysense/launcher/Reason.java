// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the framework refused a bundle, in a line. */
final class Reason {

    /** Of a chain of bundles that want one another, the last is the one that something is really missing for. */
    private static final Pattern MISSING =
            Pattern.compile("missing requirement \\[(\\S+) [^;]*; \\(&?\\(?(?:osgi\\.wiring\\.)?([\\w.]+)=([^)]+)\\)");

    private Reason() {}

    /** {@return what is at the bottom of an error} */
    static String of(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = String.valueOf(deepest.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        String last = null;
        for (Matcher m = MISSING.matcher(said); m.find(); ) {
            last = m.group(1) + " needs the " + m.group(2) + " " + m.group(3) + ", which no bundle offers";
        }
        return last == null ? said : last;
    }
}
