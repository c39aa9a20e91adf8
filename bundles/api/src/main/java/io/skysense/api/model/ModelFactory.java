// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.Device;
import io.skysense.api.plugin.PluginRegistry;
import org.osgi.annotation.versioning.ProviderType;

/** Assembles models from the plug-ins that are installed. */
@ProviderType
public interface ModelFactory {

    /**
     * Builds a model and initialises its weights.
     *
     * @param spec what it is made of
     * @param device where its weights live
     * @param seed weights depend on it and on their names only
     * @param recompute how segments are run in training
     * @return the model; the caller closes it
     * @throws io.skysense.api.config.SettingsException if a setting is wrong or a plug-in is not installed
     */
    Model create(ModelSpec spec, Device device, long seed, Recompute recompute);

    /**
     * Says what a model would hold; allocates none of it.
     *
     * @param spec what it is made of
     * @return its parameters, the levels of its pyramid and the bundles of its parts
     * @throws io.skysense.api.config.SettingsException if a setting is wrong or a plug-in is not installed
     */
    ModelOutline outline(ModelSpec spec);

    /**
     * Builds with other versions of plug-ins than those that serve.
     *
     * @param registry leases the plug-ins, for example a view of {@link io.skysense.api.plugin.PluginPins#preferring}
     * @return a factory that is otherwise like this one
     */
    ModelFactory with(PluginRegistry registry);
}
