// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.api.train.Preset;
import io.skysense.shell.CommandException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which experiment a command is about, for use as a mixin. */
public final class PresetOptions {

    @Option(
            names = "--preset",
            required = true,
            paramLabel = "FILE",
            description = "The experiment: a JSON file (comments allowed), or the name of one in the configs folder.")
    private String preset;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key of the preset by its dotted path. May be given several times.")
    private Map<String, String> changes = new LinkedHashMap<>();

    /** For picocli. */
    public PresetOptions() {}

    /** {@return the preset as it was called} */
    public String name() {
        return preset;
    }

    /**
     * Reads the preset and changes it.
     *
     * @param presets finds it
     * @return the experiment
     * @throws CommandException if there is no such preset, or a change cannot be made
     */
    public Preset read(Presets presets) throws CommandException {
        return presets.read(preset, changes);
    }
}
