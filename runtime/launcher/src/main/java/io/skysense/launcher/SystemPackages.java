// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** The packages of a bundle that lies on the class path: the system bundle exports them, so no refresh touches them. */
final class SystemPackages {

    private SystemPackages() {}

    private static final Pattern USES = Pattern.compile(";uses:=\"[^\"]*\"");

    /** {@return the Export-Package header of a jar, without {@code uses}: all these packages come from one place} */
    static String of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String packages =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Export-Package");
            if (packages == null) {
                throw new LaunchException(jar + ": exports no package");
            }
            return USES.matcher(packages).replaceAll("");
        } catch (IOException e) {
            throw new LaunchException(jar + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
