// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.api.config.Settings;
import io.skysense.api.train.Preset;
import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Finds and reads the presets a user names: a file, or one of the distribution's {@code configs} folder. */
@Component(service = Presets.class)
public final class Presets {

    private static final String SUFFIX = ".json";

    private final Path configs;

    /**
     * Started by Declarative Services.
     *
     * @param context knows the distribution's folders
     */
    @Activate
    public Presets(BundleContext context) {
        this(folder(context));
    }

    /**
     * Presets of a folder.
     *
     * @param configs where named presets are
     */
    public Presets(Path configs) {
        this.configs = configs;
    }

    /**
     * Reads a preset.
     *
     * @param name a file, or the name of one in the configs folder, with or without {@code .json}
     * @param changes values by dotted key that are set over the file's
     * @return the preset
     * @throws CommandException if there is no such preset; names those there are
     * @throws io.skysense.api.config.SettingsException if the preset or a change is wrong
     */
    public Preset read(String name, Map<String, String> changes) throws CommandException {
        Settings settings = Settings.read(find(name));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            settings = settings.with(change.getKey(), change.getValue());
        }
        return settings.over(Preset.DEFAULTS);
    }

    private Path find(String name) throws CommandException {
        List<Path> places = List.of(Path.of(name), configs.resolve(name), configs.resolve(name + SUFFIX));
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return place;
            }
        }
        throw new CommandException(name + ": no such preset file; those in " + configs + " are: " + names());
    }

    private String names() {
        try (Stream<Path> files = Files.list(configs)) {
            return files.filter(Presets::looksLikePreset)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "none";
        }
    }

    /** The folder holds the platform's configuration too. */
    private static boolean looksLikePreset(Path file) {
        try {
            return file.toString().endsWith(SUFFIX) && Files.readString(file).contains("\"encoders\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path folder(BundleContext context) {
        String configs = context.getProperty("skysense.configs");
        String home = context.getProperty("skysense.home");
        return configs != null
                ? Path.of(configs)
                : Path.of(home == null ? "" : home).resolve("configs");
    }
}
