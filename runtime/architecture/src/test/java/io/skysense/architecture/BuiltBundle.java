// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bundle as its folder and its jar tell it.
 *
 * @param name its folder
 * @param symbolicName what its manifest calls it
 * @param exports version by exported package; empty for none
 * @param contents every package in its jar
 * @param imports packages it imports from others
 */
record BuiltBundle(
        String name, String symbolicName, Map<String, String> exports, Set<String> contents, Set<String> imports) {

    private static final Pattern OWN =
            Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

    private static final Path ROOT = Path.of(System.getProperty("skysense.root"));

    /** {@return the folders of all bundles} */
    static List<Path> folders() {
        try (Stream<Path> found = Files.list(ROOT.resolve("bundles"))) {
            return found.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("target"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return all bundles} */
    static List<BuiltBundle> all() {
        return folders().stream().map(BuiltBundle::read).toList();
    }

    private static BuiltBundle read(Path folder) {
        try (JarFile jar =
                new JarFile(folder.resolve("target").resolve(jarName(folder)).toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            Map<String, String> exports = Header.versions(manifest.getValue("Export-Package"));
            Map<String, String> imports = new LinkedHashMap<>(Header.versions(manifest.getValue("Import-Package")));
            imports.keySet().removeAll(exports.keySet());
            return new BuiltBundle(
                    folder.getFileName().toString(),
                    Header.names(manifest.getValue("Bundle-SymbolicName")).get(0),
                    exports,
                    packages(jar),
                    Set.copyOf(imports.keySet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its pom says: a jar of an older version may still lie beside it. */
    private static String jarName(Path folder) throws IOException {
        Matcher own = OWN.matcher(Files.readString(folder.resolve("pom.xml")));
        if (!own.find()) {
            throw new AssertionError(folder + "/pom.xml: no artifactId with a version after the parent");
        }
        return own.group(1) + "-" + own.group(2) + ".jar";
    }

    private static Set<String> packages(JarFile jar) {
        return Set.copyOf(jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class") && name.contains("/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .distinct()
                .toList());
    }
}
