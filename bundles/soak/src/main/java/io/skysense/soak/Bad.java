// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.soak.variant.Misbehaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.osgi.framework.BundleContext;

/** The ways in which a bundle is bad, each with what the platform must say of it. */
enum Bad {
    /** Its activator throws. */
    THROWS("was refused: it does not start: it was made to throw"),

    /** Its activator does not come back. */
    HANGS("it is in io.skysense.soak.variant.Misbehaving.start"),

    /** A thread of it goes on when it has stopped; it serves until then. */
    LEAKS("has left 1 of its threads running: " + Misbehaving.THREAD),

    /** It imports a package that nobody has. */
    LACKS("needs (osgi.wiring.package=org.example.nowhere), which no bundle offers"),

    /** Its file is cut off. */
    CORRUPT("a corrupt file"),

    /** Its version is there. */
    REPEATS("was refused: this version is installed already");

    private final String reason;

    Bad(String reason) {
        this.reason = reason;
    }

    /** {@return part of what must be said} */
    String reason() {
        return reason;
    }

    /** {@return it in words} */
    String describe() {
        return switch (this) {
            case THROWS -> "throws on activation";
            case HANGS -> "hangs in activation";
            case LEAKS -> "leaks a thread";
            case LACKS -> "lacks a dependency";
            case CORRUPT -> "corrupt";
            case REPEATS -> "version already there";
        };
    }

    /**
     * Makes one.
     *
     * @param part of which it is a version
     * @param number of the version
     * @param serving number of the version that serves
     * @param folder for its file
     * @param context of this bundle
     * @return the file
     * @throws IOException if it cannot be written
     */
    Path write(Part part, int number, int serving, Path folder, BundleContext context) throws IOException {
        VariantJar jar = new VariantJar(part, this == REPEATS ? serving : number, context);
        switch (this) {
            case THROWS -> jar.conduct(Misbehaving.THROWS);
            case HANGS -> jar.conduct(Misbehaving.HANGS);
            case LEAKS -> jar.conduct(Misbehaving.LEAKS);
            case LACKS -> jar.importing("org.example.nowhere");
            case CORRUPT, REPEATS -> {}
        }
        Path file = jar.write(folder.resolve(name().toLowerCase(Locale.ROOT) + ".jar"));
        if (this == CORRUPT) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        }
        return file;
    }
}
