// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

/**
 * A file that means harm, or is broken.
 *
 * @param name what is wrong with it
 * @param content the file
 * @param cause what the error must say
 */
record Hostile(String name, byte[] content, String cause) {

    @Override
    public String toString() {
        return name;
    }
}
