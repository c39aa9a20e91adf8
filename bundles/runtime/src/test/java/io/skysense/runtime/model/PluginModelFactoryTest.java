// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.runtime.plugin.Installed;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PluginModelFactoryTest {

    private final PluginRegistry registry = Installed.registry(
            List.of(
                    new LinearParts.EncoderPlugin("mix", Modality.HR),
                    new LinearParts.EncoderPlugin("mix-s2", Modality.S2)),
            List.of(new LinearParts.BackbonePlugin("pass"), new ContextParts.Plugin("complete")),
            List.of(new LinearParts.HeadPlugin("linear"), new ContextParts.AskingHead("ask")));
    private final PluginModelFactory factory = new PluginModelFactory(registry);

    @Test
    void namesOrderAndStateAreThoseOfTheParts() {
        try (Model model = create(spec(Map.of(Modality.S2, "mix-s2", Modality.HR, "mix")), 1)) {
            List<String> trained = List.of(
                    "backbone_hr.mix.weight",
                    "backbone_hr.mix.bias",
                    "backbone_s2.mix.weight",
                    "backbone_s2.mix.bias",
                    "head.mix.weight",
                    "head.mix.bias");
            assertEquals(trained, List.copyOf(model.parameters().keySet()));
            List<String> all = List.copyOf(model.state().keySet());
            assertEquals(trained, all.subList(0, 6));
            assertEquals(
                    List.of("backbone_hr.mix.running_mean", "backbone_s2.mix.running_mean", "head.mix.running_mean"),
                    all.subList(6, 9));
            assertEquals(Map.of("encoders", "1.2.0", "backbones", "1.3.0", "heads", "1.4.0"), model.versions());
            assertEquals(
                    new Shape(8, 3), model.state().get("backbone_hr.mix.weight").getShape());
        }
    }

    @Test
    void theModelComputes() {
        try (Model model = create(spec(Map.of(Modality.HR, "mix")), 1)) {
            NDArray image = model.manager().ones(new Shape(2, 3, 4, 5));
            NDArray output = model.head()
                    .forward(model.backbone().forward(Map.of(Modality.HR, image), false), false)
                    .head();
            assertEquals(new Shape(2, 2, 4, 5), output.getShape());
        }
    }

    @Test
    void aHeadThatAsksTheCompleteModelGetsItAndTheImageItself() {
        try (Model model = create(asking(Map.of(Modality.HR, "mix"), "complete"), 1)) {
            assertEquals(
                    List.of("backbone_hr.mix.weight", "backbone_hr.mix.bias", "head.mix.weight", "head.mix.bias"),
                    List.copyOf(model.parameters().keySet()));
            NDArray image = model.manager().ones(new Shape(2, 3, 4, 5));
            FeaturePyramid seen = model.backbone().forward(Map.of(Modality.HR, image), false);
            assertEquals(image, seen.levels().get(0));
            assertEquals(List.of(new FeatureLevel(3, 1)), model.backbone().levels());
            assertEquals(1, model.backbone().granularity());
        }
        assertEquals(64, new ImageItself(null, 3, 64).alignment(), "tiles are as large as the head sees them");
    }

    @Test
    void theCompleteModelIsOfHrImagesAndOfABackboneThatHasOne() {
        refused(
                asking(Map.of(Modality.HR, "mix", Modality.S2, "mix-s2"), "complete"),
                "the head ask reads hr images alone");
        refused(asking(Map.of(Modality.HR, "mix"), "pass"), "the backbone pass is no in-context model");
    }

    private static ModelSpec asking(Map<Modality, String> encoders, String backbone) {
        ModelSpec spec = spec(encoders);
        return new ModelSpec(spec.encoders(), type(backbone), type("ask"), spec.table(), Precision.FP32);
    }

    @Test
    void weightsDependOnSeedAndNameOnly() {
        float[] alone;
        try (Model model = create(spec(Map.of(Modality.HR, "mix")), 5)) {
            alone = model.state().get("head.mix.weight").toFloatArray();
        }
        try (Model model = create(spec(Map.of(Modality.HR, "mix", Modality.S2, "mix-s2")), 5)) {
            assertArrayEquals(alone, model.state().get("head.mix.weight").toFloatArray());
            assertFalse(model.state()
                    .get("backbone_hr.mix.weight")
                    .contentEquals(model.state().get("backbone_s2.mix.weight")));
        }
        try (Model model = create(spec(Map.of(Modality.HR, "mix")), 6)) {
            assertFalse(
                    Arrays.equals(alone, model.state().get("head.mix.weight").toFloatArray()));
        }
    }

    @Test
    void everyPartKeepsTheFactorsItWouldHaveAlone() {
        try (Model model = create(spec(Map.of(Modality.HR, "mix")), 1)) {
            ParameterRules rules = model.rules();
            assertEquals(4, rules.layers());
            assertEquals(2, rules.layerOf().applyAsInt("backbone_hr.mix.weight"));
            assertEquals(1, rules.layerOf().applyAsInt("backbone_hr.mix.bias"));
            assertEquals(3, rules.layerOf().applyAsInt("head.mix.weight"), "the head has the full rate");
            assertTrue(rules.decays().test("head.mix.weight"));
            assertFalse(rules.decays().test("backbone_hr.mix.bias"));
            assertThrows(IllegalArgumentException.class, () -> rules.layerOf().applyAsInt("head.mix.other"));
        }
    }

    @Test
    void theOutlineHoldsNothingAndSaysWhatTheModelHas() {
        ModelSpec spec = spec(Map.of(Modality.HR, "mix"));
        ModelOutline outline = factory.outline(spec);
        assertEquals(0, leases());
        try (Model model = create(spec, 1)) {
            assertEquals(
                    model.state().values().stream().mapToLong(NDArray::size).sum(), outline.size());
            assertEquals(
                    model.parameters().values().stream()
                            .mapToLong(p -> p.getArray().size())
                            .sum(),
                    outline.trained());
            assertEquals(model.backbone().levels(), outline.levels());
            assertEquals(model.versions(), outline.versions());
        }
    }

    @Test
    void closingGivesTheLeasesBackOnceAndFreesTheWeights() {
        Model model = create(spec(Map.of(Modality.HR, "mix")), 1);
        assertEquals(3, leases());
        model.close();
        model.close();
        assertEquals(0, leases());
        assertFalse(model.manager().isOpen());
    }

    @Test
    void wrongSettingsAreNamedAndNoLeaseIsLeft() {
        refused(spec(Map.of()), "encoders: at least one");
        refused(
                spec(Map.of(Modality.HR, "swin")),
                "defaults: encoders.hr.type: no encoder 'swin' is installed; there are: mix, mix-s2");
        refused(spec(Map.of(Modality.HR, "mix-s2")), "encoders.hr.type: the encoder mix-s2 reads s2 images");
        refused(spec(Map.of(Modality.S1, "mix")), "encoders.s1: the dataset tiny has no such images; it has hr, s2");
        ModelSpec good = spec(Map.of(Modality.HR, "mix"));
        refused(
                new ModelSpec(good.encoders(), Settings.empty(), good.head(), good.table(), Precision.FP32),
                "backbone.type: missing");
        refused(
                new ModelSpec(
                        good.encoders(),
                        good.backbone(),
                        good.head().with("chanels", "4"),
                        good.table(),
                        Precision.FP32),
                "chanels: unknown key; allowed here: channels");
    }

    private void refused(ModelSpec spec, String cause) {
        String message =
                assertThrows(SettingsException.class, () -> create(spec, 1)).getMessage();
        assertTrue(message.contains(cause), message);
        assertEquals(0, leases(), message);
    }

    private int leases() {
        return registry.plugins().stream().mapToInt(PluginInfo::leases).sum();
    }

    private Model create(ModelSpec spec, long seed) {
        return factory.create(spec, Device.cpu(), seed, Recompute.NONE);
    }

    private static ModelSpec spec(Map<Modality, String> encoders) {
        Map<Modality, Settings> settings = new EnumMap<>(Modality.class);
        encoders.forEach((modality, type) -> settings.put(modality, encoder(modality, type)));
        DatasetTable table = new DatasetTable(
                "tiny",
                "Tiny",
                List.of(bands(Modality.HR, 3), bands(Modality.S2, 2)),
                new ClassTable(
                        List.of(
                                new ClassTable.LabelClass(0, "field", "#00ff00"),
                                new ClassTable.LabelClass(1, "water", "#0000ff")),
                        List.of()),
                List.of("train"),
                "CC0",
                "",
                "");
        return new ModelSpec(settings, type("pass"), type("linear"), table, Precision.FP32);
    }

    private static BandTable bands(Modality modality, int count) {
        return new BandTable(
                modality,
                IntStream.range(0, count).mapToObj(i -> "b" + i).toList(),
                10,
                1,
                Collections.nCopies(count, 0.0),
                Collections.nCopies(count, 1.0));
    }

    /** Where it stands in a preset. */
    private static Settings encoder(Modality modality, String type) {
        return Settings.empty()
                .with("encoders." + modality.key() + ".type", type)
                .child("encoders")
                .child(modality.key());
    }

    private static Settings type(String type) {
        return Settings.empty().with("type", type);
    }
}
