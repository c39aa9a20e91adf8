// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions of plug-in bundles side by side. A new version is installed beside the old one, started, and checked by every
 * {@link io.skysense.api.plugin.SwapParticipant}; only then does it serve. Whatever fails before that leaves everything
 * as it was, with nothing left behind. One change at a time; what was installed and pinned outlasts a restart.
 */
@ProviderType
public interface Lifecycle {

    /**
     * Installs a bundle and has its plug-ins serve.
     *
     * @param file the bundle
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException if the file is no bundle or a damaged one, if this version is installed already, if an
     *     import is missing, if it does not start in time, if a component of it lacks something, or if a participant
     *     refuses it
     */
    LifecycleChange install(Path file, PhaseListener listener) throws LifecycleException;

    /**
     * Installs a newer version of a bundle that is installed.
     *
     * @param file the bundle
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException as {@link #install}; also if no older version is installed
     */
    LifecycleChange update(Path file, PhaseListener listener) throws LifecycleException;

    /**
     * Has those versions serve again that the last switch to a bundle took the place of. The bundle stays installed.
     *
     * @param bundle symbolic name
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException if nothing served before, if it is not installed any more, or if a participant refuses
     */
    LifecycleChange rollback(String bundle, PhaseListener listener) throws LifecycleException;

    /**
     * Removes a version of a plug-in bundle once nobody uses it. Where it serves, another version takes over first: the
     * one that served before, else the newest.
     *
     * @param bundle symbolic name
     * @param version which; needed if there are several
     * @param force also where nothing else serves what is pinned to it
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException if there is no such plug-in bundle, if a feature brought it, if only it serves something
     *     that is pinned, if a participant refuses what takes over, or if it is still in use after the time for that: it
     *     then goes as soon as it is not
     */
    LifecycleChange uninstall(String bundle, Optional<String> version, boolean force, PhaseListener listener)
            throws LifecycleException;

    /**
     * Has an installed version of a plug-in serve, checked as at an installation.
     *
     * @param kind {@code dataset}, {@code encoder}, {@code backbone} or {@code head}
     * @param name of the plug-in
     * @param version of its bundle
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException if it is not installed, or a participant refuses it
     */
    LifecycleChange pin(String kind, String name, String version, PhaseListener listener) throws LifecycleException;

    /**
     * Has the newest version of a plug-in serve, now and whenever a newer one comes.
     *
     * @param kind {@code dataset}, {@code encoder}, {@code backbone} or {@code head}
     * @param name of the plug-in
     * @param listener is told of each phase
     * @return what changed
     * @throws LifecycleException if it is not pinned, or a participant refuses the newest
     */
    LifecycleChange unpin(String kind, String name, PhaseListener listener) throws LifecycleException;
}
