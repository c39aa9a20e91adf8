// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What participants have built and checked with versions that do not serve yet. */
final class Rehearsal implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());

    private final List<SwapParticipant.Swap> swaps = new ArrayList<>();

    private Rehearsal() {}

    /**
     * Has everybody build and check.
     *
     * @param candidates what is to serve
     * @param pins gives the view in which they do
     * @param participants who is asked
     * @param limits how long
     * @return what they built; the caller closes it
     * @throws LifecycleException if one refuses, or it takes too long
     */
    static Rehearsal hold(
            List<PluginVersion> candidates, PluginPins pins, List<SwapParticipant> participants, Limits limits)
            throws LifecycleException, InterruptedException {
        PluginRegistry view = pins.preferring(candidates);
        Attempt<Rehearsal> attempt = Attempt.begin(
                "skysense-check",
                Thread.currentThread().getContextClassLoader(),
                () -> prepare(candidates, view, participants));
        try {
            return attempt.await(limits.check());
        } catch (ExecutionException e) {
            throw new LifecycleException("the check failed: " + Messages.of(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            String where = attempt.where();
            attempt.giveUp(limits.grace());
            attempt.afterwards(Rehearsal::closeLate);
            throw new LifecycleException(
                    "the check was not done in " + limits.check().toSeconds() + " s: it is in " + where, e);
        } catch (InterruptedException e) {
            attempt.giveUp(limits.grace());
            attempt.afterwards(Rehearsal::closeLate);
            throw e;
        }
    }

    private static Rehearsal prepare(
            List<PluginVersion> candidates, PluginRegistry view, List<SwapParticipant> participants) throws Exception {
        Rehearsal rehearsal = new Rehearsal();
        try {
            for (SwapParticipant participant : participants) {
                for (PluginVersion candidate : candidates) {
                    rehearsal.swaps.add(participant.prepare(candidate, view));
                }
            }
            return rehearsal;
        } catch (Exception | Error e) {
            rehearsal.close();
            throw e;
        }
    }

    private static void closeLate(Rehearsal rehearsal, Throwable failure) {
        if (rehearsal != null) {
            rehearsal.close();
        }
    }

    /** Has everybody switch. */
    void commit() {
        swaps.forEach(SwapParticipant.Swap::commit);
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        for (SwapParticipant.Swap swap : swaps) {
            try {
                swap.close();
            } catch (RuntimeException e) { // the others are to be closed all the same
                LOG.log(Level.WARNING, "what was built for a check cannot be closed: " + Messages.of(e), e);
            }
        }
    }
}
