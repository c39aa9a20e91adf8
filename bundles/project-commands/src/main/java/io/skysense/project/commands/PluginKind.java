// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import java.util.Locale;

/** What a project can be made for. */
enum PluginKind {
    /** A task head. */
    HEAD,
    /** A dataset reader. */
    DATASET,
    /** An encoder. */
    ENCODER;

    /** {@return the word for it in commands, packages and folders} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
