// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import picocli.CommandLine.Option;

/** Which dictionary of a weight file is meant, for use as a mixin. */
final class KeyOption {

    @Option(
            names = "--key",
            paramLabel = "PART",
            defaultValue = "",
            description = "The dictionary within the file, keys joined by dots. Default: model, state_dict or"
                    + " module where there is one.")
    private String key;

    String key() {
        return key;
    }
}
