// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import picocli.CommandLine.Command;

/** Makes the project of a dataset reader. */
@Command(
        name = "dataset",
        description = "Make the project of a dataset reader: its table, and a test that makes a tiny copy of the data.",
        footerHeading = "%nExample:%n",
        footer = "  skysense new dataset my-fields --package org.example.dataset.my.fields")
public final class NewDataset extends NewProject {

    /** For picocli. */
    public NewDataset() {
        super(PluginKind.DATASET);
    }
}
