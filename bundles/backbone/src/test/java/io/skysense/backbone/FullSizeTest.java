// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.train.Preset;
import io.skysense.encoder.hr.SwinV2Encoder;
import io.skysense.encoder.s1.Sentinel1Encoder;
import io.skysense.encoder.s2.Sentinel2Encoder;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets' models, without a weight of them: names, shapes, and the optimiser's groups. */
class FullSizeTest {

    private static final Map<String, ModalityEncoder> PLUGINS =
            Map.of("swin-v2", new SwinV2Encoder(), "vit-s2", new Sentinel2Encoder(), "vit-s1", new Sentinel1Encoder());

    @Test
    void namesAndShapesAreTheReferences() throws IOException {
        Map<String, String> expected = Files.readAllLines(Golden.reference("state-dict-full.txt")).stream()
                .map(line -> line.split("\t"))
                .filter(f -> !f[0].matches(".*(relative_coords_table|relative_position_index|num_batches_tracked)"))
                .collect(Collectors.toMap(
                        f -> f[0], f -> f[1].replaceAll(",\\)", ")"), (a, b) -> a, LinkedHashMap::new));
        Map<String, String> actual = new LinkedHashMap<>();
        InContextNetwork network = network(preset("pretrain-skysensepp"));
        network.block()
                .getParameters()
                .forEach(p -> actual.put(p.getKey(), p.getValue().getShape().toString()));
        assertEquals(1570 - 24 - 24 - 14, expected.size());
        assertEquals(expected, actual);
        assertEquals(parts(expected.keySet()), parts(actual.keySet()), "parts in the reference's order");
        assertFalse(network.block().isInitialized());
        assertEquals(64, network.vocabularySize());
        long parameters = network.block().getParameters().stream()
                .map(Pair::getValue)
                .filter(p -> p.getType() == Parameter.Type.OTHER)
                .mapToLong(p -> p.getShape().size())
                .sum();
        assertEquals(1_809_455_265L, parameters);
    }

    @Test
    void groupsOfTheOptimiserAreTheReferences() throws IOException {
        Preset preset = preset("pretrain-skysensepp");
        InContextNetwork network = network(preset);
        ParameterRules rules = network.rules();
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        network.block().getParameters().forEach(p -> parameters.put(p.getKey(), p.getValue()));
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        int trained = 0;
        int frozen = 0;
        for (String line : Files.readAllLines(Golden.reference("optimizer-groups-full.txt"))) {
            String[] fields = line.split("\t");
            String name = fields[3];
            assertEquals(!fields[0].equals("FROZEN"), parameters.get(name).requiresGradient(), name);
            if (fields[0].equals("FROZEN")) {
                frozen++;
                continue;
            }
            trained++;
            int depth = rules.layers() - 1 - rules.layerOf().applyAsInt(name);
            double rate = preset.optimizer().lr() * Math.pow(preset.optimizer().layerDecay(), depth);
            double expected = Double.parseDouble(fields[1].substring("lr=".length()));
            assertEquals(expected, rate, 1e-6 * expected, name);
            double decay = rules.decays().test(name) ? preset.optimizer().weightDecay() : 0;
            assertEquals(Double.parseDouble(fields[2].substring("wd=".length())), decay, name);
            groups.computeIfAbsent(fields[0], g -> new TreeSet<>()).add(name);
        }
        assertEquals(88, groups.size());
        assertEquals(List.of(711, 769), List.of(trained, frozen));
    }

    @Test
    void partsHaveTheReferencesSizes() {
        Map<String, List<Long>> sizes = new LinkedHashMap<>();
        network(preset("pretrain-skysensepp")).block().getParameters().forEach(p -> {
            if (p.getValue().getType() == Parameter.Type.OTHER) {
                long size = p.getValue().getShape().size();
                List<Long> own = List.of(size, p.getValue().requiresGradient() ? size : 0);
                sizes.merge(
                        p.getKey().substring(0, p.getKey().indexOf('.')),
                        own,
                        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
            }
        });
        Map<String, List<Long>> expected = new LinkedHashMap<>();
        expected.put("backbone_hr", List.of(664_406_848L, 457_873_520L));
        expected.put("backbone_s2", List.of(302_559_248L, 151_239_696L));
        expected.put("head_s2", List.of(46_182_400L, 46_182_400L));
        expected.put("fusion", List.of(305_195_008L, 28_078_080L));
        expected.put("backbone_s1", List.of(302_428_176L, 151_239_696L));
        expected.put("head_s1", List.of(46_182_400L, 46_182_400L));
        expected.put("head_rec_hr", List.of(40_417_857L, 40_417_857L));
        expected.put("modality_vae", List.of(102_083_328L, 102_083_328L));
        assertEquals(expected, sizes);
        long trained = sizes.values().stream().mapToLong(s -> s.get(1)).sum();
        assertEquals(1_023_296_977L, trained);
    }

    @Test
    void thePresetSaysTheReferencesSchedule() throws IOException {
        Preset preset = preset("pretrain-skysensepp");
        assertEquals(List.of(0.9, 0.999), preset.optimizer().betas());
        assertEquals(5, preset.optimizer().clipNorm());
        assertEquals(30_000, preset.train().steps());
        assertEquals(1000, preset.schedule().warmup());
        assertEquals(1.0 / 29_000, preset.schedule().floor(), 1e-18);
        assertEquals(256, preset.data().batch() * preset.train().accumulate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano", "tiny", "small", "base", "skysensepp"})
    void everyPresetHasAllParts(String size) throws IOException {
        InContextNetwork network = network(preset("pretrain-" + size));
        List<String> names =
                network.block().getParameters().stream().map(Pair::getKey).toList();
        assertEquals(
                List.of(
                        "backbone_hr",
                        "backbone_s2",
                        "head_s2",
                        "fusion",
                        "backbone_s1",
                        "head_s1",
                        "head_rec_hr",
                        "modality_vae"),
                parts(names));
    }

    @Test
    void normsOfTheFusionCanBeSparedFromDecay() throws IOException {
        Preset preset = preset("pretrain-nano");
        assertTrue(network(preset).rules().decays().test("fusion.layers.0.ln1.weight"));
        Preset spared =
                Settings.of(preset).with("backbone.fusion.decay_norms", "false").over(Preset.DEFAULTS);
        ParameterRules rules = network(spared).rules();
        assertFalse(rules.decays().test("fusion.layers.0.ln1.weight"));
        assertTrue(rules.decays().test("fusion.layers.0.ffn.layers.1.weight"));
    }

    private static List<String> parts(Iterable<String> names) {
        Set<String> parts = new LinkedHashSet<>();
        names.forEach(name -> parts.add(name.substring(0, name.indexOf('.'))));
        return List.copyOf(parts);
    }

    private static Preset preset(String name) {
        return Preset.read(Path.of(System.getProperty("skysense.root"), "configs", name + ".json"));
    }

    private static InContextNetwork network(Preset preset) {
        InContextSpec spec = preset.inContext();
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        spec.encoders()
                .forEach((modality, settings) -> encoders.put(
                        modality,
                        PLUGINS.get(settings.text("type", ""))
                                .build(settings.without("type"), spec.channels().get(modality), BuildContext.fp32())));
        return new SkySenseBackbone()
                .buildInContext(spec.backbone().without("type"), encoders, spec.channels(), BuildContext.fp32());
    }
}
