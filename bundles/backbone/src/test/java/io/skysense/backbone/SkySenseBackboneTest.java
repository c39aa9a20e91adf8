// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.engine.Torch;
import io.skysense.nn.Conv2d;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The backbone over one encoder. */
class SkySenseBackboneTest {

    private final SkySenseBackbone plugin = new SkySenseBackbone();

    /** One convolution of stride 4. */
    private record Strided(Conv2d conv, ParameterRules rules) implements Encoder {

        Strided() {
            this(new Conv2d(3, 5, 4, 4, 0, Precision.FP32), ParameterRules.flat());
        }

        @Override
        public Block block() {
            return conv;
        }

        @Override
        public List<FeatureLevel> levels() {
            return List.of(new FeatureLevel(5, 4));
        }

        @Override
        public int granularity() {
            return 4;
        }

        @Override
        public List<NDArray> forward(NDArray image, boolean training) {
            return List.of(conv.forward(image));
        }
    }

    @Test
    void highResolutionAloneGivesItsEncodersPyramid() {
        Strided encoder = new Strided();
        BackboneNetwork network = build(Map.of(Modality.HR, encoder));
        assertEquals(encoder.levels(), network.levels());
        assertEquals(4, network.granularity());
        assertSame(encoder.rules(), network.rules());
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            network.block().initialize(manager, DataType.FLOAT32);
            FeaturePyramid pyramid = network.forward(Map.of(Modality.HR, manager.ones(new Shape(2, 3, 16, 12))), false);
            assertEquals(16, pyramid.height());
            assertEquals(12, pyramid.width());
            assertEquals(new Shape(2, 5, 4, 3), pyramid.levels().get(0).getShape());
            assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of(), false));
        }
    }

    @Test
    void otherModalitiesAreRefusedByName() {
        Strided encoder = new Strided();
        SettingsException two =
                assertThrows(SettingsException.class, () -> build(Map.of(Modality.HR, encoder, Modality.S2, encoder)));
        assertTrue(two.getMessage().contains("hr, s2"), two.getMessage());
        assertThrows(SettingsException.class, () -> build(Map.of(Modality.S1, encoder)));
        assertThrows(SettingsException.class, () -> build(Map.of()));
    }

    @Test
    void settingsItDoesNotKnowAreRefused() {
        Map<Modality, Encoder> encoders = Map.of(Modality.HR, new Strided());
        Settings unknown = Settings.parse("{\"fusion\": true}", "preset");
        assertThrows(SettingsException.class, () -> plugin.build(unknown, encoders, BuildContext.fp32()));
        assertEquals("skysense", plugin.name());
    }

    private BackboneNetwork build(Map<Modality, Encoder> encoders) {
        return plugin.build(Settings.empty(), encoders, BuildContext.fp32());
    }
}
