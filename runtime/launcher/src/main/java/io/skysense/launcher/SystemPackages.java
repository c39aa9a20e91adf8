// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The packages of a bundle that lies on the class path: the system bundle exports them, so no refresh touches them. */
final class SystemPackages {

    private SystemPackages() {}

    /** {@return the Export-Package header of a jar} */
    static String of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String packages =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Export-Package");
            if (packages == null) {
                throw new LaunchException(jar + ": exports no package");
            }
            return packages;
        } catch (IOException e) {
            throw new LaunchException(jar + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
