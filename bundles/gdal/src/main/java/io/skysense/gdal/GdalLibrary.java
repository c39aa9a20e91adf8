// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads GDAL's JNI library into the class loader of the {@code org.gdal} classes.
 *
 * <p>Those classes load it too, but only print why they could not; called before any of them, this method tells it.
 */
public final class GdalLibrary {

    private static final String NAME = "gdalalljni";
    private static final String IN_BUNDLE = "/native/linux-x86_64/" + System.mapLibraryName(NAME);

    /** Where Debian and its relatives, and the linker by itself, have libgdal. */
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib");

    private GdalLibrary() {}

    /**
     * Loads the library; does nothing if it is loaded.
     *
     * @throws UnsatisfiedLinkError if it, or the libgdal it is linked to, is missing or damaged
     */
    public static void load() {
        JniLibrary.requireSoundInBundle(IN_BUNDLE);
        for (Path folder : folders(System.getProperty("java.library.path"))) {
            JniLibrary.requireSound(folder.resolve(System.mapLibraryName(NAME)));
        }
        List<Path> system = folders(System.getenv("LD_LIBRARY_PATH"));
        SYSTEM_FOLDERS.forEach(folder -> system.add(Path.of(folder)));
        for (Path folder : system) {
            requireSound(folder, "libgdal.so.*");
        }
        System.loadLibrary(NAME);
    }

    private static List<Path> folders(String path) {
        List<Path> folders = new ArrayList<>();
        if (path != null) {
            for (String folder : path.split(File.pathSeparator)) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    private static void requireSound(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                SharedObject.requireWhole(file);
                if (!Files.isSymbolicLink(file)) {
                    SystemPackage.requireAsInstalled(file);
                }
            }
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(folder + " cannot be read: " + e.getMessage());
        }
    }
}
