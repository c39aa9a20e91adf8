// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.encoder.hr.SwinV2Encoder;
import io.skysense.encoder.s1.Sentinel1Encoder;
import io.skysense.encoder.s2.Sentinel2Encoder;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A complete model, as small as it gets: a vocabulary of 8, windows of 4 tokens, pairs of 256 by 128 pixels. */
final class TinyModel {

    static final int VOCABULARY = 8;
    static final Map<Modality, Integer> BANDS = Map.of(Modality.HR, 3, Modality.S2, 4, Modality.S1, 2);

    private static final Map<Modality, ModalityEncoder> PLUGINS = Map.of(
            Modality.HR, new SwinV2Encoder(), Modality.S2, new Sentinel2Encoder(), Modality.S1, new Sentinel1Encoder());

    private static final String SWIN = """
            {
              "embed_dims": 4, "depths": [1, 1, 1, 1], "num_heads": [1, 1, 1, 1], "window_size": 4,
              "vocabulary_size": 8, "use_attn": true
            }
            """;

    private static final String VIT = """
            {
              "arch": "nano", "embed_dims": 8, "num_layers": 2, "num_heads": 2, "out_indices": [1],
              "vocabulary_size": 8
            }
            """;

    private static final String BACKBONE = """
            {
              "fusion": {"embed_dims": 8, "num_layers": 2, "num_heads": 2},
              "head_rec_hr": {"channels": 4},
              "modality_vae": {"conv_dim": 4, "z_dim": 3, "n_codebook": 5}
            }
            """;

    private TinyModel() {}

    /** A model with an encoder for each of some modalities. */
    static SkySensePlusPlus build(NDManager manager, Collection<Modality> modalities, String... changes) {
        return build(manager, modalities, BuildContext.fp32(), changes);
    }

    /** The same with arithmetic of another kind. */
    static SkySensePlusPlus build(
            NDManager manager, Collection<Modality> modalities, BuildContext context, String... changes) {
        Settings settings = Settings.parse(BACKBONE, "test");
        for (String change : changes) {
            String[] parts = change.split("=");
            settings = settings.with(parts[0], parts[1]);
        }
        SkySensePlusPlus network = (SkySensePlusPlus)
                new SkySenseBackbone().buildInContext(settings, encoders(modalities, context), BANDS, context);
        network.block().initialize(manager, DataType.FLOAT32);
        return network;
    }

    static Map<Modality, Encoder> encoders(Collection<Modality> modalities) {
        return encoders(modalities, BuildContext.fp32());
    }

    private static Map<Modality, Encoder> encoders(Collection<Modality> modalities, BuildContext context) {
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        modalities.forEach(m -> encoders.put(
                m, PLUGINS.get(m).build(Settings.parse(m == Modality.HR ? SWIN : VIT, "test"), BANDS.get(m), context)));
        return encoders;
    }

    /** Random images of every modality, random ids, the lower half masked. */
    static InContextBatch batch(NDManager manager, int samples, int times) {
        NDArray s2 = manager.randomNormal(new Shape(samples, 4, times, 8, 4));
        NDArray s1 = manager.randomNormal(new Shape(samples, 2, 1, 8, 4));
        NDArray hr = manager.randomNormal(new Shape(samples, 3, 256, 128));
        NDArray ids = manager.randomInteger(0, VOCABULARY + 1L, new Shape(samples, 256, 128), DataType.INT64);
        NDArray hidden = manager.create(new float[] {0, 1}, new Shape(1, 2, 1)).repeat(0, samples);
        return new InContextBatch(
                Map.of(Modality.HR, hr, Modality.S2, s2, Modality.S1, s1), Map.of(), Map.of(), ids, hidden);
    }

    /** The same with other images. */
    static InContextBatch with(InContextBatch batch, Map<Modality, NDArray> images) {
        return new InContextBatch(images, batch.present(), batch.days(), batch.ids(), batch.hidden());
    }

    /** The same with flags. */
    static InContextBatch with(InContextBatch batch, Modality modality, Boolean... present) {
        Map<Modality, List<Boolean>> flags = new EnumMap<>(Modality.class);
        flags.putAll(batch.present());
        flags.put(modality, List.of(present));
        return new InContextBatch(batch.images(), flags, batch.days(), batch.ids(), batch.hidden());
    }
}
