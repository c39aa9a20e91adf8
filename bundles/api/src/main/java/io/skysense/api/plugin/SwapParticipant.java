// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of whoever keeps things that are built from plug-ins, for example models that answer requests: asked
 * before another version of a plug-in serves, so that the first request of the new version finds everything built.
 */
@ConsumerType
public interface SwapParticipant {

    /**
     * Builds, warms and checks on a sample what will serve, beside what serves. Called on a thread that is interrupted
     * when the time for it is up; may be called for several plug-ins of one bundle, one after the other, before any is
     * committed.
     *
     * @param candidate what is to serve; may be the version that served before
     * @param with the registry as it will be: the candidate serves, and so do the others of its bundle
     * @return what was built; the caller commits it at most once, and closes it in any case
     * @throws Exception if the candidate is not fit to serve; the message is shown, and what serves goes on serving
     */
    Swap prepare(PluginVersion candidate, PluginRegistry with) throws Exception;

    /** What was built for a candidate. */
    @ConsumerType
    interface Swap extends AutoCloseable {

        /** Switches to it. New leases go to the candidate already; nothing is left to do that could fail. */
        void commit();

        /** Without a commit drops what was built; after one does nothing. */
        @Override
        void close();
    }
}
