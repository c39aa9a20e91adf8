// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that the platform is started from.
 *
 * @param home the folder, absolute
 */
record Distribution(Path home) {

    private static final String ENGINE = "io.skysense.engine-";

    Distribution {
        home = home.toAbsolutePath().normalize();
    }

    /** {@return the file of framework properties} */
    Path properties() {
        return home.resolve("conf/framework.properties");
    }

    /** {@return the jar on the class path whose packages the system bundle exports} */
    Path engine() {
        Path lib = home.resolve("lib");
        return jars(lib).stream()
                .filter(jar -> jar.getFileName().toString().startsWith(ENGINE))
                .findFirst()
                .orElseThrow(() -> new LaunchException("no " + ENGINE + "*.jar in " + lib));
    }

    /** {@return the jars of the bundles to install; those in {@code deploy} are let in by the platform, or not} */
    List<Path> bundles() {
        List<Path> found = jars(home.resolve("bundles"));
        if (found.isEmpty()) {
            throw new LaunchException("no bundles in " + home.resolve("bundles"));
        }
        return found;
    }

    /** {@return every file that the framework's storage depends on} */
    List<Path> parts() {
        List<Path> found = new ArrayList<>(bundles());
        found.add(engine());
        found.add(properties());
        found.addAll(files(home.resolve("configs"), ".json"));
        found.addAll(jars(home.resolve("deploy")));
        found.addAll(files(home.resolve("deploy"), ".json"));
        found.addAll(files(home.resolve("trust"), ".pem"));
        return found;
    }

    private static List<Path> jars(Path folder) {
        return files(folder, ".jar");
    }

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LaunchException("cannot list " + folder + ": " + e, e);
        }
    }
}
