// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.CommandException;
import java.util.Optional;

/**
 * Finds services when a command needs them, not before: help, and commands that need nothing, work whatever else
 * is broken, and nothing is activated for them.
 */
public interface Services {

    /**
     * Waits a few seconds for a service.
     *
     * @param type its interface
     * @param <T> its interface
     * @return the service, valid until the command ends
     * @throws CommandException if there is none; says which component lacks what
     */
    <T> T require(Class<T> type) throws CommandException;

    /**
     * Looks for a service.
     *
     * @param type its interface
     * @param <T> its interface
     * @return the service if there is one now
     */
    <T> Optional<T> find(Class<T> type);
}
