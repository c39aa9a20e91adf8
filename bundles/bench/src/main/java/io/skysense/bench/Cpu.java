// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processor can do. */
final class Cpu {

    private static final Path INFO = Path.of("/proc/cpuinfo");

    private Cpu() {}

    /** {@return whether it multiplies bfloat16 matrices in tiles (Intel AMX)} */
    static boolean hasAmx() {
        try {
            return Files.readString(INFO).contains("amx_bf16");
        } catch (IOException e) {
            return false;
        }
    }
}
