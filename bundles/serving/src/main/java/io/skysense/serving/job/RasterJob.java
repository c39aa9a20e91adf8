// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.skysense.api.infer.MapResult;
import io.skysense.api.progress.Progress;
import java.util.Locale;
import java.util.Map;

/** One map that was asked for: how far it is, and whether it should stop. */
final class RasterJob implements Progress {

    private final String id;
    private final JobRequest request;
    private Map<String, String> bundles;
    private State state = State.QUEUED;
    private String stage = "";
    private long done;
    private long total;
    private String message;
    private volatile boolean cancelled;

    /** Where a job stands. */
    enum State {
        /** Waits for those before it. */
        QUEUED,
        /** The map is being made. */
        RUNNING,
        /** The map is there. */
        DONE,
        /** There is no map; the message says why. */
        FAILED,
        /** There is no map, as asked; the same request goes on where it stopped. */
        CANCELLED;

        boolean ended() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * What a client sees.
     *
     * @param id by which it is asked after
     * @param state in small letters
     * @param request what was asked
     * @param stage what is being done
     * @param done units of work done in the stage
     * @param total units of work in the stage, 0 if unknown
     * @param message why it failed, or what was remarked last; may be absent
     * @param bundles name and version of every bundle of the model that made the map; absent before it ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String state,
            JobRequest request,
            String stage,
            long done,
            long total,
            String message,
            Map<String, String> bundles) {}

    /**
     * Waits.
     *
     * @param id by which it is asked after
     * @param request what is asked
     */
    RasterJob(String id, JobRequest request) {
        this.id = id;
        this.request = request;
    }

    String id() {
        return id;
    }

    synchronized State state() {
        return state;
    }

    synchronized View view() {
        return new View(id, state.name().toLowerCase(Locale.ROOT), request, stage, done, total, message, bundles);
    }

    /** {@return whether it may begin; false if it was cancelled while it waited} */
    synchronized boolean start() {
        if (cancelled) {
            state = State.CANCELLED;
            return false;
        }
        state = State.RUNNING;
        return true;
    }

    synchronized void finish(MapResult result) {
        state = result.complete() ? State.DONE : State.CANCELLED;
        bundles = result.versions();
    }

    synchronized void fail(String why) {
        state = State.FAILED;
        message = why;
    }

    /** Asks it to stop; one that waits stops at once. */
    synchronized void cancel() {
        cancelled = true;
        if (state == State.QUEUED) {
            state = State.CANCELLED;
        }
    }

    @Override
    public synchronized void begin(String what, long units) {
        stage = what;
        done = 0;
        total = units;
    }

    @Override
    public synchronized void update(long units, Map<String, Double> figures) {
        done = units;
    }

    @Override
    public synchronized void note(String line) {
        message = line;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
