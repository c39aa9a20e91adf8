// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.device.DevicePool;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.Trainer;
import io.skysense.provision.Lifecycle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What the soak works with.
 *
 * @param context of this bundle
 * @param lifecycle brings and removes versions
 * @param lifecycleReference tells its configuration
 * @param registry lends plug-ins
 * @param pins knows what serves
 * @param loader opens models
 * @param devices lends a device
 * @param trainer makes the runs
 * @param configurations of the platform
 */
record Services(
        BundleContext context,
        Lifecycle lifecycle,
        ServiceReference<Lifecycle> lifecycleReference,
        PluginRegistry registry,
        PluginPins pins,
        ModelLoader loader,
        DevicePool devices,
        Trainer trainer,
        ConfigurationAdmin configurations) {}
