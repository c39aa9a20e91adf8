// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

/** What an exception says, on one line. */
final class Messages {

    private Messages() {}

    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message.replaceAll("\\s*\\R\\s*", " ");
    }
}
