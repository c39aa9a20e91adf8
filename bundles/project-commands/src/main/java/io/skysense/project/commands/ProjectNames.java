// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a project calls its parts.
 *
 * @param name what presets call the plug-in
 * @param javaPackage the package of its classes; the bundle and the artifact are called so too
 */
record ProjectNames(String name, String javaPackage) {

    /** The version that projects begin with. */
    static final String VERSION = "1.0.0";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)+");
    private static final String PLATFORM = "io.skysense";

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if a name cannot be one
     */
    ProjectNames {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "NAME " + name + ": expected small letters and digits in words that hyphens join, such as roads");
        }
        if (!PACKAGE.matcher(javaPackage).matches()) {
            throw new IllegalArgumentException("--package " + javaPackage
                    + ": expected a package of two words or more in small letters, such as org.example.roads");
        }
        if (!SourceVersion.isName(javaPackage)) {
            throw new IllegalArgumentException("--package " + javaPackage + ": has a word that Java keeps for itself");
        }
        if (javaPackage.equals(PLATFORM) || javaPackage.startsWith(PLATFORM + ".")) {
            throw new IllegalArgumentException("--package " + javaPackage + ": " + PLATFORM + " is the platform's own");
        }
    }

    /** Names with the package that goes without saying. */
    static ProjectNames of(PluginKind kind, String name) {
        // No word of a package begins with a digit, or is one of those that Java keeps for itself.
        String words = Arrays.stream(name.split("-"))
                .map(word -> SourceVersion.isName(word) ? word : "_" + word)
                .collect(Collectors.joining("."));
        return new ProjectNames(name, "org.example." + kind.word() + "." + words);
    }

    /** {@return the name as the beginning of the names of classes} */
    String className() {
        return Arrays.stream(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** {@return the group of the artifact: all words of the package but the last} */
    String group() {
        return javaPackage.substring(0, javaPackage.lastIndexOf('.'));
    }

    /** {@return the folder of the package} */
    String folder() {
        return javaPackage.replace('.', '/');
    }

    /** {@return the file that the project builds} */
    String jar() {
        return javaPackage + "-" + VERSION + ".jar";
    }
}
