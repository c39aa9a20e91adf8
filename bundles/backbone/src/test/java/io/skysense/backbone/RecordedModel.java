// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The backbone of the fixture nano8 with its weights, over encoders that give what the reference's gave. */
final class RecordedModel {

    static final int VOCABULARY = 16;
    static final String SETTINGS = """
            {
              "fusion": {"embed_dims": 16, "num_layers": 2, "num_heads": 2, "drop_path_rate": 0},
              "head_rec_hr": {"channels": 8, "dropout_ratio": 0},
              "modality_vae": {"conv_dim": 8, "z_dim": 8, "n_codebook": 16}
            }
            """;

    final Golden inputs;
    final Golden stages;
    final Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
    final SkySensePlusPlus network;

    RecordedModel(NDManager manager, String settings, Probe probe) throws IOException {
        inputs = Golden.read(manager, "inputs.npz");
        stages = Golden.read(manager, "nano8/eval_stages.npz");
        // Of the finest level the first sample only was recorded; the second does not reach it.
        NDArray pair = stages.get("hr.out0|sample0");
        NDArray first = NDArrays.concat(new NDList(pair.get(":,:,:,0:32"), pair.get(":,:,:,32:64")), 1);
        NDArray finest = NDArrays.concat(new NDList(first, first.zerosLike()), 0);
        List<FeatureLevel> levels = List.of(
                new FeatureLevel(16, 4), new FeatureLevel(16, 8), new FeatureLevel(32, 16), new FeatureLevel(64, 32));
        List<NDArray> hr = List.of(finest, stages.get("hr.out1"), stages.get("hr.out2"), stages.get("hr.out3"));
        encoders.put(Modality.HR, new RecordedEncoder(levels, 32, 128, VOCABULARY, hr));
        for (Modality modality : List.of(Modality.S2, Modality.S1)) {
            List<NDArray> last = List.of(stages.get(modality.key() + ".out3"));
            encoders.put(modality, new RecordedEncoder(List.of(new FeatureLevel(16, 4)), 4, 4, VOCABULARY, last));
        }
        network = (SkySensePlusPlus) new SkySenseBackbone()
                .buildInContext(
                        Settings.parse(settings, "test"),
                        encoders,
                        Map.of(Modality.HR, 3, Modality.S2, 10, Modality.S1, 2),
                        new BuildContext(Precision.FP32, Recompute.NONE, probe));
        Golden weights = Golden.read(manager, "nano8/weights.npz");
        network.block().getParameters().forEach(p -> {
            p.getValue().setInitializer((m, shape, type) -> weights.get(p.getKey()));
            p.getValue().initialize(manager, DataType.FLOAT32);
        });
    }

    InContextBatch batch(Map<Modality, List<Boolean>> present) {
        return new InContextBatch(
                Map.of(
                        Modality.HR, inputs.get("hr_img"),
                        Modality.S2, inputs.get("s2_img"),
                        Modality.S1, inputs.get("s1_img")),
                present,
                Map.of(),
                inputs.get("mapped_targets").toType(DataType.INT64, false),
                inputs.get("anno_mask").toType(DataType.FLOAT32, false));
    }

    /** The flags of a pattern, (B, 3) as the reference has them. */
    static Map<Modality, List<Boolean>> present(NDArray info) {
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        boolean[] flags = info.toBooleanArray();
        for (Modality modality : Modality.values()) {
            present.put(modality, List.of(flags[modality.ordinal()], flags[3 + modality.ordinal()]));
        }
        return present;
    }
}
