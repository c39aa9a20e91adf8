// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.plugin;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.task.TaskHead;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hands out leases on plug-ins by name. With several versions installed, the pinned one serves, else the newest (see
 * {@link PluginPins}); one that leaves is drained before its bundle is torn down.
 */
@ProviderType
public interface PluginRegistry {

    /**
     * Leases a dataset reader.
     *
     * @param name its table's name
     * @return the lease; the caller closes it
     * @throws io.skysense.api.config.SettingsException if none is installed; names those that are
     */
    PluginLease<DatasetReader> dataset(String name);

    /**
     * Leases an encoder.
     *
     * @param name its name
     * @return the lease; the caller closes it
     * @throws io.skysense.api.config.SettingsException if none is installed; names those that are
     */
    PluginLease<ModalityEncoder> encoder(String name);

    /**
     * Leases a backbone.
     *
     * @param name its name
     * @return the lease; the caller closes it
     * @throws io.skysense.api.config.SettingsException if none is installed; names those that are
     */
    PluginLease<Backbone> backbone(String name);

    /**
     * Leases a head.
     *
     * @param name its name
     * @return the lease; the caller closes it
     * @throws io.skysense.api.config.SettingsException if none is installed; names those that are
     */
    PluginLease<TaskHead> head(String name);

    /** {@return everything installed, by kind and name; of one name the newest first, whichever serves} */
    List<PluginInfo> plugins();
}
