// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBackbone;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.TaskHead;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plug-ins that a model is being made of, leased; the key {@code type} of their settings names them.
 *
 * @param registry leases them
 * @param holdings the leases
 * @param versions name and version of every bundle that one came from
 */
record LeasedParts(PluginRegistry registry, Holdings holdings, Map<String, String> versions) {

    /** Of every part's settings. */
    static final String TYPE = "type";

    /** No part yet. */
    LeasedParts(PluginRegistry registry) {
        this(registry, new Holdings(), new TreeMap<>());
    }

    /**
     * Builds an encoder.
     *
     * @param modality what it must read
     * @param settings its settings
     * @param channels bands of its input
     * @param context precision, recomputation and probe
     * @return the encoder
     */
    Encoder encoder(Modality modality, Settings settings, int channels, BuildContext context) {
        String at = "encoders." + modality.key();
        ModalityEncoder plugin = holdings.lease(named(settings, at, registry::encoder), versions);
        if (plugin.modality() != modality) {
            throw settings.refuse(
                    TYPE,
                    "the encoder " + plugin.name() + " reads "
                            + plugin.modality().key() + " images");
        }
        return plugin.build(settings.without(TYPE), channels, context);
    }

    /**
     * Leases a backbone.
     *
     * @param settings its settings
     * @return the backbone
     */
    Backbone backbone(Settings settings) {
        return holdings.lease(named(settings, "backbone", registry::backbone), versions);
    }

    /**
     * Leases a backbone that also comes as a complete in-context model.
     *
     * @param settings its settings
     * @return the backbone
     */
    InContextBackbone inContext(Settings settings) {
        if (backbone(settings) instanceof InContextBackbone complete) {
            return complete;
        }
        throw new SettingsException(
                "backbone." + TYPE + ": the backbone " + type(settings, "backbone") + " is no in-context model");
    }

    /**
     * Leases a head.
     *
     * @param settings its settings
     * @return the head
     */
    TaskHead head(Settings settings) {
        return holdings.lease(named(settings, "head", registry::head), versions);
    }

    private static <T> PluginLease<T> named(Settings settings, String at, Function<String, PluginLease<T>> registry) {
        String type = type(settings, at);
        try {
            return registry.apply(type);
        } catch (SettingsException e) {
            throw settings.refuse(TYPE, e.getMessage());
        }
    }

    /**
     * The plug-in that settings name.
     *
     * @param settings its settings
     * @param at their place
     * @return its name
     */
    static String type(Settings settings, String at) {
        String type = settings.text(TYPE, "");
        if (type.isEmpty()) {
            throw new SettingsException(at + "." + TYPE + ": missing; it names the plug-in");
        }
        return type;
    }
}
