// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides which version of a plug-in serves: the pinned one, else the newest. The registry's own service, beside
 * {@link PluginRegistry}, so that those who only lease need not know of versions.
 *
 * <p>A pin moves new leases only; leases that are out keep the version that they were made for. A pin on a version that
 * is not installed, or leaves, stays: until that version comes (back) the newest serves in its place and a warning says
 * so, since a name that nobody serves would fail every request, while an answer names the version that gave it.
 */
@ProviderType
public interface PluginPins {

    /**
     * Has a version serve, whether or not it is installed yet.
     *
     * @param version what serves from now on; takes the place of an earlier pin of the same kind and name
     * @throws io.skysense.api.config.SettingsException if there is no such kind
     */
    void pin(PluginVersion version);

    /**
     * Lets the newest version serve again.
     *
     * @param kind of the plug-in
     * @param name of the plug-in
     * @throws io.skysense.api.config.SettingsException if there is no such kind
     */
    void unpin(String kind, String name);

    /** {@return what is pinned, by kind and name} */
    List<PluginVersion> pins();

    /** {@return what a lease would be on now: one version of each plug-in that is installed, by kind and name} */
    List<PluginVersion> serving();

    /**
     * Looks at the registry as it will be once some versions serve; nobody else sees a difference.
     *
     * @param candidates at most one of a kind and name
     * @return a view in which they serve, and everything else as it does without; a lease on a candidate that is not
     *     installed is refused
     */
    PluginRegistry preferring(Collection<PluginVersion> candidates);
}
