// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.config.SettingsException;
import io.skysense.api.device.DeviceUnavailableException;
import io.skysense.engine.natives.NativeLibraryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void whatAUserCanMendIsItsMessage() {
        assertEquals("a.json: x: unknown key", Failures.line(new SettingsException("a.json: x: unknown key")));
        assertEquals("gpu9: no such device", Failures.line(new DeviceUnavailableException("gpu9: no such device")));
        assertEquals("libtorch is damaged", Failures.line(new NativeLibraryException("libtorch is damaged", null)));
    }

    @Test
    void theCauseAUserCanMendIsFoundBelowWrappers() {
        IOException cause = new IOException("scene.tif: truncated");

        assertEquals("scene.tif: truncated", Failures.line(new UncheckedIOException(cause)));
        assertEquals("scene.tif: truncated", Failures.line(new RuntimeException("loader", new Error(cause))));
    }

    @Test
    void fileErrorsOfTheJdkSayWhatHappenedToWhichFile() {
        assertEquals("a.tif: no such file or folder", Failures.line(new NoSuchFileException("a.tif")));
        assertEquals("out: permission denied", Failures.line(new AccessDeniedException("out")));
        assertEquals(
                "out: No space left on device",
                Failures.line(new FileSystemException("out", null, "No space left on device")));
        assertEquals("EOFException", Failures.line(new EOFException()));
    }

    @Test
    void anythingIsOneLine() {
        assertEquals("first second", Failures.line(new IOException(" first\n   second \r\n")));
        assertEquals("interrupted", Failures.line(new InterruptedException()));
    }
}
