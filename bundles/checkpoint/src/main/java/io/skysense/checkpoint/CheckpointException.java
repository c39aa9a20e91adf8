// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.checkpoint.archive.FormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file of a run, or a weight file, that cannot be used; the message is one line: file, entry, cause. */
public class CheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message file, entry and cause
     */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what it came from.
     *
     * @param message file, entry and cause
     * @param cause the error below
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Words an error of the file system, or of what a file says of itself.
     *
     * @param file the file that was asked for
     * @param failed what failed, for example {@code cannot be written}
     * @param cause the error below
     * @return the exception to throw; {@code cause} itself if it is one already
     */
    public static CheckpointException of(Path file, String failed, IOException cause) {
        if (cause instanceof CheckpointException said) {
            return said;
        }
        String reason = cause instanceof FormatException ? cause.getMessage() : failed + ": " + reason(cause);
        return new CheckpointException(file + ": " + reason, cause);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException other) {
            return other.getFile() + " is in the way";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
