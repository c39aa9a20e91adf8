// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

/** Names of a stranger's file in messages. */
public final class Quote {

    private static final int LONGEST = 120;

    private Quote() {}

    /** {@return a name between quotes, safe to print: one line, not too long} */
    public static String of(String name) {
        String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
        return "'" + oneLine(shown) + "'";
    }

    /** {@return a text without line breaks and control characters} */
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
