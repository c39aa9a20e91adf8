// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import picocli.CommandLine.Command;

/** Makes the project of an encoder. */
@Command(
        name = "encoder",
        description = "Make the project of an encoder of high-resolution images: a pyramid of convolutions.",
        footerHeading = "%nExample:%n",
        footer = "  skysense new encoder convolutions --package org.example.encoder.convolutions")
public final class NewEncoder extends NewProject {

    /** For picocli. */
    public NewEncoder() {
        super(PluginKind.ENCODER);
    }
}
