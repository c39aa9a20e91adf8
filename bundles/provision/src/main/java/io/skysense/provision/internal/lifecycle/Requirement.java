// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a bundle needs, in words. */
final class Requirement {

    /** The framework names a chain of bundles that want one another; for the last something is really missing. */
    private static final Pattern MISSING = Pattern.compile("missing requirement \\[(\\S+)[^;]*; (\\(\\S*\\))");

    private Requirement() {}

    /** {@return the requirement at the end of the framework's message, or the message if it names none} */
    static String missing(String message) {
        String last = message;
        for (Matcher m = MISSING.matcher(message); m.find(); ) {
            last = m.group(1) + " needs " + m.group(2) + ", which no bundle offers";
        }
        return last;
    }
}
