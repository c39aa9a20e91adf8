// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.Device;
import io.skysense.api.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens trained models from the folders of their runs; needs neither the data nor the dataset's bundle. */
@ProviderType
public interface ModelLoader {

    /**
     * Builds the model of a run and restores its weights: those of the best validation, else the last ones; the
     * averaged weights if the run keeps an average. Bands and classes are in {@code spec().table()}.
     *
     * @param run folder of a run
     * @param device where its weights live
     * @return the model, whose arrays need no gradient; the caller closes it
     * @throws IOException if the folder holds no run, has no checkpoint yet, or its checkpoint is damaged or of another
     *     model; names the file and the cause
     * @throws io.skysense.api.config.SettingsException if a plug-in that it is made of is not installed
     */
    Model open(Path run, Device device) throws IOException;

    /**
     * Builds with other versions of plug-ins than those that serve.
     *
     * @param registry leases the plug-ins, for example a view of {@link io.skysense.api.plugin.PluginPins#preferring}
     * @return a loader that is otherwise like this one
     */
    ModelLoader with(PluginRegistry registry);
}
