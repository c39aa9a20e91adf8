// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.api.config.SettingsException;
import io.skysense.api.device.DeviceUnavailableException;
import io.skysense.checkpoint.NameMismatchException;
import io.skysense.engine.natives.NativeLibraryException;
import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;

/** Turns what went wrong into one line. */
final class Failures {

    private Failures() {}

    /**
     * One line for the user.
     *
     * @param error what a command threw
     * @return the message of the cause a user can mend, or what to report
     */
    static String line(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (isForTheUser(t)) {
                return oneLine(said(t));
            }
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory (" + error.getMessage() + "): JAVA_OPTS=-Xmx4g gives the JVM more";
        }
        if (error instanceof InterruptedException) {
            return "interrupted";
        }
        return oneLine("unexpected " + error.getClass().getSimpleName() + ": " + error.getMessage())
                + "; this is a defect: --debug shows where";
    }

    /**
     * What is too long for the line: every name in which weights and a model differ.
     *
     * @param error what a command threw
     * @return lines for the user; mostly none
     */
    static List<String> details(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof NameMismatchException mismatch) {
                return mismatch.report().table(Integer.MAX_VALUE).lines().toList();
            }
        }
        return List.of();
    }

    private static boolean isForTheUser(Throwable t) {
        return t instanceof CommandException
                || t instanceof SettingsException
                || t instanceof IOException
                || t instanceof DeviceUnavailableException
                || t instanceof NativeLibraryException;
    }

    /** The JDK's file errors often have no more of a message than the file. */
    private static String said(Throwable t) {
        if (!(t instanceof FileSystemException e) || e.getFile() == null) {
            return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
        }
        String reason = e.getReason();
        if (reason == null) {
            reason = e instanceof NoSuchFileException
                    ? "no such file or folder"
                    : e instanceof AccessDeniedException
                            ? "permission denied"
                            : e instanceof FileAlreadyExistsException
                                    ? "exists already"
                                    : e instanceof NotDirectoryException
                                            ? "is not a folder"
                                            : e.getClass().getSimpleName();
        }
        return e.getFile() + ": " + reason;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
