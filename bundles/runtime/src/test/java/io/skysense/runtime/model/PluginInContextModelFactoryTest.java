// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterInfo.Kind;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.runtime.plugin.Installed;
import io.skysense.runtime.plugin.LeasingPluginRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PluginInContextModelFactoryTest {

    private final LeasingPluginRegistry registry = Installed.registry(
            List.of(new LinearParts.EncoderPlugin("mix", Modality.HR)),
            List.of(new ContextParts.Plugin("context"), new LinearParts.BackbonePlugin("pass")),
            List.of());
    private final PluginInContextModelFactory factory = new PluginInContextModelFactory(registry);

    @Test
    void anEncoderThatComesLaterServesTheNextModel() {
        InContextSpec spec = spec("mix", "context");
        try (InContextModel before = create(spec)) {
            assertEquals(
                    List.of("backbone_hr.mix.weight", "backbone_hr.mix.bias"),
                    List.copyOf(before.parameters().keySet()));
            Installed.encoder(registry, new LinearParts.EncoderPlugin("mix-s2", Modality.S2));
            try (InContextModel after = create(spec)) {
                assertEquals(
                        List.of("backbone_hr.mix.weight", "backbone_hr.mix.bias", "backbone_s2.mix.bias"),
                        List.copyOf(after.parameters().keySet()));
                assertEquals(
                        List.of(
                                "backbone_hr.mix.running_mean",
                                "backbone_s2.mix.weight",
                                "backbone_s2.mix.running_mean"),
                        List.copyOf(after.state().keySet()).subList(3, 6),
                        "what is frozen is saved too");
                assertEquals(
                        new Shape(8, 10),
                        after.state().get("backbone_s2.mix.weight").getShape());
                assertFalse(after.state().get("backbone_s2.mix.weight").hasGradient());
            }
        }
        assertEquals(0, leases());
    }

    @Test
    void whatIsMissingIsSaidOnce() {
        List<String> said = new ArrayList<>();
        Logger logger = Logger.getLogger(PluginInContextModelFactory.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getParameters()[0] + " " + entry.getParameters()[1]);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 3; i++) {
                factory.describe(spec("mix", "context"));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(List.of("mix-s2 s2"), said);
    }

    @Test
    void descriptionsHoldNothing() {
        Installed.encoder(registry, new LinearParts.EncoderPlugin("mix-s2", Modality.S2));
        List<ParameterInfo> infos = factory.describe(spec("mix", "context"));
        assertEquals(6, infos.size());
        assertEquals(new ParameterInfo("backbone_hr.mix.weight", new Shape(8, 3), Kind.TRAINED, 2, true), infos.get(0));
        assertEquals(new ParameterInfo("backbone_hr.mix.bias", new Shape(8), Kind.TRAINED, 0, false), infos.get(1));
        assertEquals(Kind.FROZEN, infos.get(3).kind());
        assertEquals(80, infos.get(3).size());
        assertEquals(0, leases());
        ModelOutline outline = factory.outline(spec("mix", "context"));
        assertEquals(infos, outline.parameters());
        // Of 136 values the S2 part's 88 are frozen, and 8 are a buffer.
        assertEquals(136, outline.size());
        assertEquals(40, outline.trained());
        assertFalse(outline.levels().isEmpty());
        assertEquals("1.3.0", outline.versions().get("backbones"));
        assertEquals(0, leases());
    }

    @Test
    void partsSeeTheProbeUnderTheirNames() {
        List<String> seen = new ArrayList<>();
        Probe probe = (name, array) -> seen.add(name);
        try (InContextModel model = factory.create(spec("mix", "context"), Device.cpu(), 1, Recompute.NONE, probe)) {
            var array = model.manager().zeros(new Shape(1));
            model.network().forward(new InContextBatch(Map.of(), Map.of(), Map.of(), array, array), false);
            assertEquals(Map.of("encoders", "1.2.0", "backbones", "1.3.0"), model.versions());
        }
        assertEquals(List.of("logits"), seen);
    }

    @Test
    void whatCannotBeBuiltIsNamedAndNoLeaseIsLeft() {
        refused(spec("swin", "context"), "no encoder 'swin' is installed");
        refused(spec("mix", "pass"), "backbone.type: the backbone pass is no in-context model");
        refused(spec("mix", "none"), "no backbone 'none' is installed");
        InContextSpec good = spec("mix", "context");
        refused(new InContextSpec(good.encoders(), Map.of(), good.backbone(), Precision.FP32), "channels.hr: missing");
        refused(
                new InContextSpec(
                        good.encoders(), good.channels(), good.backbone().with("widht", "3"), Precision.FP32),
                "widht: unknown key");
    }

    private void refused(InContextSpec spec, String cause) {
        String message =
                assertThrows(SettingsException.class, () -> create(spec)).getMessage();
        assertTrue(message.contains(cause), message);
        assertThrows(SettingsException.class, () -> factory.describe(spec));
        assertEquals(0, leases(), message);
    }

    private int leases() {
        return registry.plugins().stream().mapToInt(PluginInfo::leases).sum();
    }

    private InContextModel create(InContextSpec spec) {
        return factory.create(spec, Device.cpu(), 1, Recompute.NONE, Probe.NONE);
    }

    private static InContextSpec spec(String encoder, String backbone) {
        return new InContextSpec(
                Map.of(Modality.HR, type(encoder), Modality.S2, type("mix-s2")),
                Map.of(Modality.HR, 3, Modality.S2, 10),
                type(backbone),
                Precision.FP32);
    }

    private static Settings type(String type) {
        return Settings.empty().with("type", type);
    }
}
