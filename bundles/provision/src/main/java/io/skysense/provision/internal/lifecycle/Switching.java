// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.Phase;
import io.skysense.provision.PhaseListener;
import io.skysense.provision.internal.Messages;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Has other versions serve, checked beforehand.
 *
 * @param pins decides what serves
 * @param participants keep what is built from plug-ins
 * @param limits how long a check may take
 */
record Switching(PluginPins pins, List<SwapParticipant> participants, Limits limits) {

    Switching {
        participants = List.copyOf(participants);
    }

    /**
     * Checks versions, pins them, and has every participant switch.
     *
     * @param bundle what messages say it is about
     * @param candidates installed versions, at most one of a plug-in
     * @param listener is told of both phases
     * @return what served before, and what serves now
     * @throws LifecycleException if the check fails; what served goes on serving
     */
    Switch to(String bundle, List<PluginVersion> candidates, PhaseListener listener)
            throws LifecycleException, InterruptedException {
        if (candidates.isEmpty()) {
            return new Switch(bundle, List.of(), List.of());
        }
        List<PluginVersion> before = served(candidates);
        List<PluginVersion> pinned = pins.pins();
        listener.begins(Phase.CHECK, participants.size() + " users of " + names(candidates));
        try (Rehearsal rehearsal = Rehearsal.hold(candidates, pins, participants, limits)) {
            listener.begins(Phase.SWITCH, moves(before, candidates));
            candidates.forEach(pins::pin);
            try {
                rehearsal.commit();
            } catch (RuntimeException e) {
                throw retreat(before, pinned, candidates, e);
            }
            return new Switch(bundle, before, candidates);
        }
    }

    /** One would not switch, against its contract: those that have go back. */
    private LifecycleException retreat(
            List<PluginVersion> before,
            List<PluginVersion> pinned,
            List<PluginVersion> candidates,
            RuntimeException why)
            throws InterruptedException {
        candidates.forEach(c -> pins.unpin(c.kind(), c.name()));
        pinned.forEach(pins::pin);
        LifecycleException failure = new LifecycleException("the switch failed: " + Messages.of(why), why);
        try (Rehearsal back = Rehearsal.hold(before, pins, participants, limits)) {
            back.commit();
        } catch (LifecycleException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private List<PluginVersion> served(List<PluginVersion> candidates) {
        return pins.serving().stream()
                .filter(s -> candidates.stream().anyMatch(s::replaces))
                .filter(s -> !candidates.contains(s))
                .toList();
    }

    private static String names(List<PluginVersion> plugins) {
        return plugins.stream().map(p -> p.kind() + " " + p.name()).collect(Collectors.joining(", "));
    }

    private static String moves(List<PluginVersion> before, List<PluginVersion> after) {
        return after.stream()
                .map(a -> before.stream()
                        .filter(a::replaces)
                        .findFirst()
                        .map(b -> a.kind() + " " + a.name() + " from " + place(b, a) + " to " + a.version())
                        .orElse(a.kind() + " " + a.name() + " to " + a.version()))
                .collect(Collectors.joining(", "));
    }

    /** The version, and the bundle too where that is another. */
    private static String place(PluginVersion before, PluginVersion after) {
        return before.bundle().equals(after.bundle()) ? before.version() : before.bundle() + " " + before.version();
    }
}
