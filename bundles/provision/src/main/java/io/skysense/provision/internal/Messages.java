// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

/** What an exception says, on one line. */
public final class Messages {

    private Messages() {}

    /** {@return the message, or the kind of exception if it has none} */
    public static String of(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message.replaceAll("\\s*\\R\\s*", " ");
    }
}
