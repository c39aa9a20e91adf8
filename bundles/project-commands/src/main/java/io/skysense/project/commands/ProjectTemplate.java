// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a project before its names are known. A template is a resource with {@code {{word}}} where a value goes;
 * those of a kind, and where each goes, stand in {@code <kind>/files.properties}.
 */
final class ProjectTemplate {

    private static final Pattern WORD = Pattern.compile("\\{\\{([a-z.-]+)}}");
    private static final String FILES = "files.properties";
    private static final String VERSIONS = "versions.properties";

    /** A part of the pom that only projects with native libraries of the kits have. */
    private static final String NATIVES = "natives.xml";

    private final PluginKind kind;

    private ProjectTemplate(PluginKind kind) {
        this.kind = kind;
    }

    /** {@return that of a kind} */
    static ProjectTemplate of(PluginKind kind) {
        return new ProjectTemplate(kind);
    }

    /**
     * Fills in names.
     *
     * @param names of the project
     * @param repository has the API
     * @return text by path, with {@code /} between folders
     */
    Map<String, String> render(ProjectNames names, Path repository) {
        Map<String, String> values = new HashMap<>(properties(VERSIONS));
        values.put("name", names.name());
        values.put("class", names.className());
        values.put("package", names.javaPackage());
        values.put("folder", names.folder());
        values.put("group", names.group());
        values.put("version", ProjectNames.VERSION);
        values.put("jar", names.jar());
        values.put("repository", repository.toUri().toString());
        boolean natives = kind == PluginKind.DATASET;
        values.put("kit", natives ? "dataset-kit" : "nn");
        values.put("natives", natives ? fill(text(kind.word() + "/" + NATIVES), values) : "");
        values.put(
                "arguments",
                natives ? " -Djava.library.path=${project.build.directory}/libraries/native/linux-x86_64" : "");
        values.put("kit.version", values.get("version." + values.get("kit")));

        Map<String, String> files = new TreeMap<>();
        properties(kind.word() + "/" + FILES)
                .forEach((template, path) -> files.put(fill(path, values), fill(text(template), values)));
        return files;
    }

    private static String fill(String template, Map<String, String> values) {
        return WORD.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("a template asks for " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Map<String, String> properties(String resource) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> properties = new HashMap<>();
        read.forEach((key, value) -> properties.put((String) key, (String) value));
        return properties;
    }

    private static String text(String resource) {
        try (InputStream in = ProjectTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no template " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
