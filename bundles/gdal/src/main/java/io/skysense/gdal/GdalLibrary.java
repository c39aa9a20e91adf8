// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

/**
 * Loads GDAL's JNI library into the class loader of the {@code org.gdal} classes.
 *
 * <p>Those classes load it too, but only print why they could not; called before any of them, this method tells it.
 */
public final class GdalLibrary {

    private GdalLibrary() {}

    /**
     * Loads the library; does nothing if it is loaded.
     *
     * @throws UnsatisfiedLinkError if it, or the libgdal it is linked to, is missing or damaged
     */
    public static void load() {
        System.loadLibrary("gdalalljni");
    }
}
