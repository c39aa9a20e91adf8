// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import io.skysense.serving.http.HttpFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The one folder whose files clients may name.
 *
 * @param root a folder that exists, all links resolved
 */
record AllowedFolder(Path root) {

    /**
     * Takes a folder.
     *
     * @param folder must exist
     * @return the folder
     * @throws IOException if it is none
     */
    static AllowedFolder of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": is no folder");
        }
        return new AllowedFolder(folder.toRealPath());
    }

    /**
     * A file to read.
     *
     * @param name its path, relative to the folder
     * @return the file
     * @throws HttpFailure 400 if there is none, 403 if it lies outside, also through a link
     */
    Path existing(String name) throws HttpFailure {
        Path file = inside(name);
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                throw outside(name);
            }
            if (!Files.isRegularFile(real)) {
                throw new HttpFailure(HttpFailure.BAD_REQUEST, name + ": is no file");
            }
            return real;
        } catch (IOException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, name + ": there is no such file");
        }
    }

    /**
     * A file to write.
     *
     * @param name its path, relative to the folder; the folder it is in must exist
     * @return the file, which may exist
     * @throws HttpFailure 400 if it cannot be a file, 403 if it lies outside, also through a link
     */
    Path writable(String name) throws HttpFailure {
        Path file = inside(name);
        try {
            Path folder = file.getParent().toRealPath();
            if (!folder.startsWith(root)) {
                throw outside(name);
            }
            Path real = folder.resolve(file.getFileName());
            if (Files.isSymbolicLink(real)) {
                throw new HttpFailure(HttpFailure.FORBIDDEN, name + ": is a link");
            }
            if (Files.isDirectory(real)) {
                throw new HttpFailure(HttpFailure.BAD_REQUEST, name + ": is a folder");
            }
            return real;
        } catch (IOException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, name + ": there is no such folder");
        }
    }

    private Path inside(String name) throws HttpFailure {
        if (name == null || name.isBlank()) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "a file name is missing");
        }
        try {
            Path file = root.resolve(name).normalize();
            if (!file.startsWith(root) || file.equals(root)) {
                throw outside(name);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "a file name cannot be read: " + e.getReason());
        }
    }

    private static HttpFailure outside(String name) {
        return new HttpFailure(HttpFailure.FORBIDDEN, name + ": lies outside of the folder that is served");
    }
}
