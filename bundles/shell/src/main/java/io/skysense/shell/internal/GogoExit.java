// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;

/**
 * Leaves the running shell. Gogo's own way is {@code System.exit}, by which the shell is interrupted in the middle of
 * the command and complains; this one lets the command end, and interrupts the shell's thread before it asks for the
 * next, where an interrupt means just that.
 */
@Component(
        service = {Function.class, CommandSessionListener.class},
        property = {"osgi.command.scope=gogo", "osgi.command.function=exit", "osgi.command.function=quit"})
public final class GogoExit implements Function, CommandSessionListener {

    private volatile CommandSession leaving;

    /** Started by Declarative Services. */
    public GogoExit() {}

    @Override
    public Object execute(CommandSession session, List<Object> words) {
        int code = words.isEmpty() ? 0 : Integer.parseInt(String.valueOf(words.get(0)));
        if (code != 0) {
            System.exit(code);
        }
        leaving = session;
        return null;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        // Nothing is to be done before a command.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception failure) {
        leave(session);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        leave(session);
    }

    /** Runs on the thread that reads the session's commands. */
    private void leave(CommandSession session) {
        if (session.equals(leaving)) {
            Thread.currentThread().interrupt();
        }
    }
}
