// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.trust.SigningFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The file of a bundle that was read to its end.
 *
 * @param file the jar
 * @param name symbolic name of the bundle
 * @param version its version
 */
record BundleFile(Path file, String name, Version version) {

    /**
     * Reads a jar whole, since the framework would find out about a damaged class only when it is used.
     *
     * @param file a jar
     * @param called what messages call it
     * @throws LifecycleException if it is no bundle, a damaged one, or a fragment
     */
    static BundleFile read(Path file, Path called) throws LifecycleException {
        if (!Files.isRegularFile(file)) {
            throw new LifecycleException(called + ": no such file");
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) { // signatures are looked at apart
            SigningFiles.read(file); // refuses a manifest that would not fit into memory
            for (JarEntry entry : Collections.list(jar.entries())) {
                readToItsEnd(jar, entry);
            }
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new LifecycleException(called + ": not a bundle: it has no manifest");
            }
            Attributes headers = manifest.getMainAttributes();
            if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
                throw new LifecycleException(called + ": a fragment, which cannot be swapped without its host");
            }
            return new BundleFile(file, symbolicName(headers, called), version(headers, called));
        } catch (IOException | IllegalArgumentException e) {
            throw new LifecycleException(called + ": a corrupt file: " + Messages.of(e), e);
        }
    }

    /** A jar's own reader does not look at checksums. */
    private static void readToItsEnd(JarFile jar, JarEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new IOException("the checksum of " + entry.getName() + " is wrong");
        }
    }

    private static String symbolicName(Attributes headers, Path called) throws LifecycleException {
        String header = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        String name = header == null ? "" : header.split(";", 2)[0].strip();
        if (!name.matches("[\\w.-]+") || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new LifecycleException(called + ": not a bundle: its manifest needs "
                    + Constants.BUNDLE_MANIFESTVERSION + ": 2 and a " + Constants.BUNDLE_SYMBOLICNAME);
        }
        return name;
    }

    private static Version version(Attributes headers, Path called) throws LifecycleException {
        String header = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new LifecycleException(
                    called + ": not a bundle: " + Constants.BUNDLE_VERSION + ": " + Messages.of(e), e);
        }
    }

    /** {@return the bundle in words} */
    String describe() {
        return name + " " + version;
    }
}
