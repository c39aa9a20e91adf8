// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.encoder.hr.SwinV2Encoder;
import io.skysense.encoder.s1.Sentinel1Encoder;
import io.skysense.encoder.s2.Sentinel2Encoder;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backbone for task heads: whichever encoders there are, its pyramid is what it says. */
class SkySenseBackboneTest {

    private static final String SMALL = """
            {
              "input_dims": %d,
              "fusion": {"embed_dims": 8, "num_layers": 2, "num_heads": 2},
              "modality_vae": {"conv_dim": 4, "z_dim": 3, "n_codebook": 5}
            }
            """;

    private static final Map<Modality, ModalityEncoder> PLUGINS = Map.of(
            Modality.HR, new SwinV2Encoder(), Modality.S2, new Sentinel2Encoder(), Modality.S1, new Sentinel1Encoder());

    private final SkySenseBackbone plugin = new SkySenseBackbone();
    private NDManager manager;
    private GradMode off;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        Torch.seed(3);
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"HR, 3, 64", "S2, 10, 8", "S1, 2, 8"})
    void oneEncoderGivesItsOwnPyramid(Modality modality, int bands, int side) {
        Encoder encoder = encoder(modality, bands);
        BackboneNetwork network = plugin.build(Settings.empty(), Map.of(modality, encoder), BuildContext.fp32());
        assertEquals(encoder.levels(), network.levels());
        assertEquals(encoder.granularity(), network.granularity());
        assertEquals(encoder.alignment(), network.alignment());
        network.block().initialize(manager, DataType.FLOAT32);
        NDArray image = manager.randomNormal(new Shape(2, bands, side, side));
        checkShapes(network, network.forward(Map.of(modality, image), false), 2);
        assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of(), false));
        NDArray series = image.expandDims(2);
        assertTrue(message(IllegalArgumentException.class, () -> network.forward(Map.of(modality, series), false))
                .contains("(B, C, H, W) is expected"));
    }

    @Test
    void allEncodersGiveTheLevelsOfHrAndTheFusedOne() {
        BackboneNetwork network = joined(0, Map.of(Modality.HR, 3, Modality.S2, 10, Modality.S1, 2));
        assertEquals(
                List.of(
                        new FeatureLevel(48, 4),
                        new FeatureLevel(96, 8),
                        new FeatureLevel(192, 16),
                        new FeatureLevel(384, 32),
                        new FeatureLevel(8, 32)),
                network.levels());
        assertEquals(128, network.granularity());
        assertEquals(256, network.alignment());
        NDArray hr = manager.randomNormal(new Shape(1, 3, 128, 256));
        NDArray s2 = manager.randomNormal(new Shape(1, 10, 4, 8));
        NDArray s1 = manager.randomNormal(new Shape(1, 2, 3, 4, 8));
        FeaturePyramid all = network.forward(Map.of(Modality.HR, hr, Modality.S2, s2, Modality.S1, s1), false);
        checkShapes(network, all, 1);
        FeaturePyramid alone = network.forward(Map.of(Modality.HR, hr), false);
        checkShapes(network, alone, 1);
        assertEquals(all.levels().get(3), alone.levels().get(3));
        assertFalse(all.levels().get(4).allClose(alone.levels().get(4)), "what is seen differs from what is completed");
        checkShapes(network, network.forward(Map.of(Modality.S2, s2), false), 1);
        assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of(), false));
        assertTrue(message(
                        IllegalArgumentException.class,
                        () -> network.forward(Map.of(Modality.HR, hr, Modality.S2, s2.get(":, :, :, :4")), false))
                .contains("s2: (1, C, [T, ]4, 8) is expected"));
    }

    @Test
    void sentinelAloneIsFusedOnTheirOwnPixels() {
        BackboneNetwork network = joined(16, Map.of(Modality.S2, 10, Modality.S1, 2));
        assertEquals(new FeatureLevel(8, 1), network.levels().get(0));
        assertEquals(new FeatureLevel(64, 4), network.levels().get(1));
        assertEquals(4, network.granularity());
        NDArray s2 = manager.randomNormal(new Shape(2, 10, 3, 8, 12));
        NDArray s1 = manager.randomNormal(new Shape(2, 2, 8, 12));
        checkShapes(network, network.forward(Map.of(Modality.S2, s2, Modality.S1, s1), false), 2);
        checkShapes(network, network.forward(Map.of(Modality.S2, s2), false), 2);
    }

    @Test
    void aSampleThatLacksAModalityIsAnsweredAsItIsAlone() {
        BackboneNetwork network = joined(16, Map.of(Modality.S2, 10, Modality.S1, 2));
        NDArray s2 = manager.randomNormal(new Shape(3, 10, 8, 8));
        NDArray s1 = manager.randomNormal(new Shape(3, 2, 8, 8));
        NDArray broken = s2.get("0:1").mul(Float.NaN).concat(s2.get("1:"), 0);
        Map<Modality, List<Boolean>> present =
                Map.of(Modality.S2, List.of(false, true, true), Modality.S1, List.of(true, true, false));

        FeaturePyramid mixed = network.forward(Map.of(Modality.S2, broken, Modality.S1, s1), present, false);

        checkShapes(network, mixed, 3);
        alike(network.forward(Map.of(Modality.S1, s1.get("0:1")), false), mixed, 0);
        alike(network.forward(Map.of(Modality.S2, s2.get("1:2"), Modality.S1, s1.get("1:2")), false), mixed, 1);
        alike(network.forward(Map.of(Modality.S2, s2.get("2:3")), false), mixed, 2);
        Map<Modality, List<Boolean>> none =
                Map.of(Modality.S2, List.of(false, true, true), Modality.S1, List.of(false, true, false));
        assertTrue(message(
                        IllegalArgumentException.class,
                        () -> network.forward(Map.of(Modality.S2, s2, Modality.S1, s1), none, false))
                .contains("sample 0 of 3 has no modality at all"));
    }

    private static void alike(FeaturePyramid alone, FeaturePyramid mixed, int sample) {
        for (int i = 0; i < alone.levels().size(); i++) {
            NDArray own = mixed.levels().get(i).get(sample + ":" + (sample + 1));
            assertTrue(alone.levels().get(i).allClose(own, 1e-4, 1e-4, false), "sample " + sample + ", level " + i);
        }
    }

    @Test
    void theOrderOfTheDatesMakesNoDifferenceAndOneDateIsAnImage() {
        BackboneNetwork network = joined(16, Map.of(Modality.S2, 10, Modality.S1, 2));
        NDArray s2 = manager.randomNormal(new Shape(1, 10, 2, 8, 8));
        NDArray turned = s2.flip(2);
        NDArray forwards =
                network.forward(Map.of(Modality.S2, s2), false).levels().get(0);
        NDArray backwards =
                network.forward(Map.of(Modality.S2, turned), false).levels().get(0);
        assertTrue(forwards.allClose(backwards, 1e-4, 1e-5, false));
        NDArray first = s2.get(":, :, 0");
        assertEquals(
                network.forward(Map.of(Modality.S2, first), false).levels(),
                network.forward(Map.of(Modality.S2, first.expandDims(2)), false).levels());
    }

    @Test
    void wrongSettingsAreNamed() {
        Map<Modality, Encoder> all = new EnumMap<>(Modality.class);
        all.put(Modality.HR, encoder(Modality.HR, 3));
        all.put(Modality.S2, encoder(Modality.S2, 10));
        refused("{\"fusions\": true}", all, "fusions: unknown key");
        refused("{\"input_dims\": 100}", all, "input_dims: 100, but the last level of the hr encoder has 384");
        refused("{\"head_s2\": {\"up_scale\": 3}}", all, "head_s2.up_scale: 3 does not divide the stride 4");
        refused("{\"fusion\": {\"num_heads\": 3}}", all, "num_heads: 3 heads do not divide the 1024 channels");
        refused("{\"head_rec_hr\": {\"channels\": 0}}", all, "channels must be above 0");
        refused("{\"modality_vae\": {\"n_codebook\": 0}}", all, "n_codebook must be above 0");
        refused("{\"join\": true}", Map.of(Modality.S2, all.get(Modality.S2)), "input_dims: missing");
        refused("{}", Map.of(), "needs at least one");
        assertEquals("skysense", plugin.name());
    }

    @Test
    void namesOfThePartsAreTheirParametersBeginnings() {
        BackboneNetwork network = joined(0, Map.of(Modality.HR, 3, Modality.S1, 2));
        List<String> parts = network.block().getParameters().stream()
                .map(p -> p.getKey().substring(0, p.getKey().indexOf('.')))
                .distinct()
                .toList();
        assertEquals(List.of("backbone_hr", "fusion", "backbone_s1", "head_s1", "modality_vae"), parts);
    }

    private void refused(String settings, Map<Modality, Encoder> encoders, String cause) {
        Settings parsed = Settings.parse(settings, "preset");
        String message = message(SettingsException.class, () -> plugin.build(parsed, encoders, BuildContext.fp32()));
        assertTrue(message.contains(cause), message);
    }

    private static String message(Class<? extends RuntimeException> type, Runnable call) {
        return assertThrows(type, call::run).getMessage();
    }

    private static void checkShapes(BackboneNetwork network, FeaturePyramid pyramid, int batch) {
        assertEquals(network.levels().size(), pyramid.levels().size());
        for (int i = 0; i < pyramid.levels().size(); i++) {
            FeatureLevel level = network.levels().get(i);
            Shape expected = new Shape(
                    batch, level.channels(), pyramid.height() / level.stride(), pyramid.width() / level.stride());
            assertEquals(expected, pyramid.levels().get(i).getShape(), "level " + i);
        }
    }

    private BackboneNetwork joined(int inputDims, Map<Modality, Integer> bands) {
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        bands.forEach((modality, count) -> encoders.put(modality, encoder(modality, count)));
        Settings settings = Settings.parse(SMALL.formatted(inputDims), "preset");
        BackboneNetwork network = plugin.build(settings, encoders, BuildContext.fp32());
        network.block().initialize(manager, DataType.FLOAT32);
        return network;
    }

    private static Encoder encoder(Modality modality, int bands) {
        Settings nano = Settings.parse("{\"arch\": \"nano\"}", "preset");
        return PLUGINS.get(modality).build(nano, bands, BuildContext.fp32());
    }
}
