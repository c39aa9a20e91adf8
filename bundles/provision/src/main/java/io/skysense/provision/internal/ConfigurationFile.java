// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.cm.json.io.ConfigurationReader;
import org.apache.felix.cm.json.io.Configurations;

/** A file of configurations in the format of the OSGi Configurator (Compendium R8, chapter 150). */
final class ConfigurationFile {

    /** The key that every such file carries. */
    static final String MARK = ":configurator:resource-version";

    private ConfigurationFile() {}

    /**
     * Reads a file.
     *
     * @param file JSON, comments allowed
     * @return the values of each configuration by its name, in the order of the file
     * @throws IOException if the file cannot be read or is not such a file; the message names it
     */
    static Map<String, Hashtable<String, Object>> read(Path file) throws IOException {
        String errors;
        try (Reader text = Files.newBufferedReader(file)) {
            ConfigurationReader reader =
                    Configurations.buildReader().withIdentifier(file.toString()).build(text);
            Map<String, Hashtable<String, Object>> found =
                    reader.readConfigurationResource().getConfigurations();
            if (reader.getIgnoredErrors().isEmpty()) {
                return found;
            }
            errors = String.join("; ", reader.getIgnoredErrors());
        } catch (IOException | RuntimeException e) { // the parser's own exceptions are unchecked
            throw new IOException(file + ": not a configuration file: " + Messages.of(e), e);
        }
        throw new IOException(file + ": " + errors);
    }
}
