// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import picocli.CommandLine.Command;

/** Makes the project of a task head. */
@Command(
        name = "head",
        description =
                "Make the project of a task head: one class a pixel, from one convolution over the pyramid of features.",
        footerHeading = "%nExample:%n",
        footer = "  skysense new head roads --package org.example.head.roads")
public final class NewHead extends NewProject {

    /** For picocli. */
    public NewHead() {
        super(PluginKind.HEAD);
    }
}
