// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.natives;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of native libraries on the class path: what must be unpacked, and how each file must look.
 *
 * @param name folder name in the cache
 * @param files the libraries
 */
public record NativeSet(String name, List<NativeFile> files) {

    /**
     * One library.
     *
     * @param sha256 its digest, hexadecimal
     * @param size its size in bytes
     * @param resource where it is on the class path
     */
    public record NativeFile(String sha256, long size, String resource) {

        /** {@return the file name} */
        public String name() {
            return resource.substring(resource.lastIndexOf('/') + 1);
        }
    }

    /** Copies the list. */
    public NativeSet {
        files = List.copyOf(files);
    }

    /** {@return PyTorch 2.7.1 for the CPU of 64-bit Linux on x86} */
    public static NativeSet pytorchCpu() {
        return load("pytorch-2.7.1-cpu-linux-x86_64");
    }

    private static NativeSet load(String name) {
        try (InputStream in = NativeSet.class.getResourceAsStream(name + ".txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<NativeFile> files = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] part = line.split(" ");
                    files.add(new NativeFile(part[0], Long.parseLong(part[1]), part[2]));
                }
            }
            return new NativeSet(name, files);
        } catch (IOException e) {
            throw new NativeLibraryException("the list of native libraries " + name + " cannot be read", e);
        }
    }
}
