// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import picocli.CommandLine.Help.Ansi;

/**
 * A patch of a colour behind a text, where the terminal shows colours. It stands in a table's last column, for its
 * codes take no room on the screen.
 *
 * @param shown whether colours are shown
 */
record Swatch(boolean shown) {

    static Swatch ofTerminal() {
        return new Swatch(Ansi.AUTO.enabled());
    }

    /** {@return the patch, with a blank before it; empty without colours} */
    String of(int rgb) {
        return shown
                ? " \u001b[48;2;%d;%d;%dm    \u001b[0m".formatted(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff)
                : "";
    }
}
