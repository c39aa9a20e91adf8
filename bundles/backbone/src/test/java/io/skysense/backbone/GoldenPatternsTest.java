// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.model.Annotation;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion, fusion, decoder and losses against the reference, over the encoders' recorded features. */
class GoldenPatternsTest {

    private static final double TOLERANCE = 2e-5;

    private final Map<String, NDArray> seen = new LinkedHashMap<>();
    private NDManager manager;
    private GradMode off;
    private RecordedModel model;

    @BeforeEach
    void open() throws IOException {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        model = new RecordedModel(manager, RecordedModel.SETTINGS, (name, array) -> seen.put(name, array.duplicate()));
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @Test
    void everyStageIsTheReferences() throws IOException {
        NDArray info = model.inputs.get("modality_info");
        InContextOutput output = model.network.forward(model.batch(RecordedModel.present(info)), false);
        seen.keySet().removeIf(name -> name.startsWith("uper.") || name.startsWith("logits"));
        // Two enlarged features, six arrays a modality and the divergence, five of the fusion.
        assertEquals(2 + 3 * 5 + 1 + 5, seen.size(), seen.keySet().toString());
        seen.forEach((name, array) -> Golden.assertClose(model.stages.get(name), array, TOLERANCE, name));
        NDArray rows = output.logits().get("0, :, ::15");
        Golden.assertClose(model.stages.get("logits_hr.sample0.rows0_15_30..."), rows, TOLERANCE, "logits_hr");
        Golden.assertClose(model.stages.get("loss.vae"), output.completion(), TOLERANCE, "loss.vae");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "oneshot", "mixed", "single"})
    void anySubsetMayBeMissing(String pattern) throws IOException {
        Golden golden = Golden.read(manager, "nano8/vae_patterns.npz");
        Map<Modality, List<Boolean>> present = RecordedModel.present(golden.get(pattern + "/modality_info"));
        InContextOutput output = model.network.forward(model.batch(present), false);
        for (String name : List.of("g_hr", "g_s2", "g_s1", "hr_out", "s2_out", "s1_out")) {
            Golden.assertClose(golden.get(pattern + "/vae." + name), seen.get("vae." + name), TOLERANCE, name);
        }
        Golden.assertClose(golden.get(pattern + "/fusion.cls"), seen.get("fusion.cls"), TOLERANCE, "cls");
        NDArray expected = golden.get(pattern + "/logits_low").get("0:1");
        Golden.assertClose(expected, seen.get("logits_low").get("0:1"), TOLERANCE, "logits_low");
        Golden.assertClose(golden.get(pattern + "/loss.vae"), output.completion(), TOLERANCE, "loss.vae");
        assertEquals(
                golden.get(pattern + "/vae.loss_quant").getFloat(),
                seen.get("vae.loss_quant").getFloat(),
                1e-6);
        NDArray logits = SkySensePlusPlus.enlarged(golden.get(pattern + "/logits_low"), 256, 128);
        NDArray ids = model.inputs.get("mapped_targets").toType(DataType.INT64, false);
        NDArray loss = model.network
                .loss(new InContextOutput(logits, output.completion()), ids)
                .get("reconstruction");
        Golden.assertClose(golden.get(pattern + "/loss.rec"), loss, TOLERANCE, "loss.rec");
    }

    @Test
    void encodersGetTheirShareOfTheAnnotation() {
        model.network.forward(model.batch(Map.of()), false);
        Annotation hr = ((RecordedEncoder) model.encoders.get(Modality.HR)).annotations.get(0);
        assertEquals(model.inputs.get("mapped_targets").toType(DataType.INT64, false), hr.ids());
        for (Modality modality : List.of(Modality.S2, Modality.S1)) {
            Annotation own = ((RecordedEncoder) model.encoders.get(modality)).annotations.get(0);
            assertEquals(model.inputs.get("anno_s2").toType(DataType.INT64, false), own.ids());
            assertEquals(hr.hidden(), own.hidden());
        }
    }

    @Test
    void whatAnAbsentImageHoldsDoesNotMatter() {
        Map<Modality, List<Boolean>> present = RecordedModel.present(model.inputs.get("modality_info"));
        NDArray s2 = model.inputs.get("s2_img");
        s2.set(new NDIndex("1"), Float.NaN);
        model.network.forward(
                new InContextBatch(
                        Map.of(Modality.HR, model.inputs.get("hr_img"), Modality.S2, s2),
                        Map.of(Modality.S2, present.get(Modality.S2)),
                        Map.of(),
                        model.batch(present).ids(),
                        model.batch(present).hidden()),
                false);
        NDArray read = ((RecordedEncoder) model.encoders.get(Modality.S2)).images.get(0);
        assertFalse(read.isNaN().any().getBoolean());
        assertEquals(s2.get("0"), read.get("0:1").reshape(s2.get("0").getShape()));
    }
}
