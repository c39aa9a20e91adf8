// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds a plug-in in use: its bundle is not torn down before the lease is closed.
 *
 * @param <T> the service type
 */
@ProviderType
public interface PluginLease<T> extends AutoCloseable {

    /** {@return the plug-in} */
    T plugin();

    /** {@return the symbolic name of the bundle it came from} */
    String bundle();

    /** {@return the version of that bundle} */
    String version();

    @Override
    void close();
}
