// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.Precision;
import io.skysense.api.model.ProductWeights;
import io.skysense.api.model.Recompute;
import io.skysense.encoder.s2.Sentinel2Encoder;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Rounding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The complete model over whichever encoders there are, for any subset of modalities, with one date or several. */
class InContextTest {

    private static final EnumSet<Modality> ALL = EnumSet.allOf(Modality.class);

    private NDManager manager;
    private GradMode off;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        Torch.seed(11);
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @Test
    void withoutTheEncodersOfSentinelTheirFeaturesAreCompleted() {
        SkySensePlusPlus network = TinyModel.build(manager, EnumSet.of(Modality.HR));
        InContextBatch batch = TinyModel.batch(manager, 2, 1);
        InContextOutput output = network.forward(batch, false);
        assertEquals(new Shape(2, 9, 256, 128), output.logits().getShape());
        assertFalse(output.logits().isNaN().any().getBoolean());
        InContextBatch alone =
                TinyModel.with(batch, Map.of(Modality.HR, batch.images().get(Modality.HR)));
        assertEquals(output.logits(), network.forward(alone, false).logits(), "what nobody reads is not looked at");
    }

    @Test
    void anImageThatNoSampleHasMayBeLeftOut() {
        SkySensePlusPlus network = TinyModel.build(manager, ALL);
        InContextBatch batch = TinyModel.batch(manager, 2, 1);
        NDArray hr = batch.images().get(Modality.HR);
        NDArray s1 = batch.images().get(Modality.S1);
        InContextOutput flagged = network.forward(TinyModel.with(batch, Modality.S2, false, false), false);
        InContextBatch without = TinyModel.with(batch, Map.of(Modality.HR, hr, Modality.S1, s1));
        assertEquals(flagged.logits(), network.forward(without, false).logits());
        InContextBatch radar = TinyModel.with(batch, Map.of(Modality.S1, s1));
        InContextBatch empty = TinyModel.with(
                TinyModel.with(batch, Map.of(Modality.HR, hr.zerosLike(), Modality.S1, s1)), Modality.HR, false, false);
        assertEquals(
                network.forward(empty, false).logits(),
                network.forward(radar, false).logits());
    }

    @Test
    void weightsOfProductsMayBeKeptAsTheyAreMultiplied() {
        BuildContext context = new BuildContext(Precision.BF16, Recompute.NONE);
        SkySensePlusPlus network = TinyModel.build(manager, ALL, context);
        InContextBatch batch = TinyModel.with(TinyModel.batch(manager, 2, 1), Modality.S2, true, false);
        NDArray before = network.forward(batch, false).logits();

        ProductWeights.of(network.block()).stream().distinct().forEach(Rounding::narrow);

        assertEquals(before, network.forward(batch, false).logits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HR", "S2", "S1"})
    void neitherScoresNorGradientsSeeAnAbsentNaN(Modality absent) {
        SkySensePlusPlus network = TinyModel.build(manager, ALL);
        InContextBatch batch = TinyModel.with(TinyModel.batch(manager, 2, 1), absent, true, false);
        Map<Modality, NDArray> images = new EnumMap<>(batch.images());
        NDArray spoilt = images.get(absent).duplicate();
        spoilt.set(new NDIndex("1"), Float.NaN);
        images.put(absent, spoilt);
        try (GradMode on = GradMode.on()) {
            NDList parameters = new NDList();
            network.block().getParameters().forEach(p -> {
                if (p.getValue().requiresGradient()) {
                    p.getValue().getArray().setRequiresGradient(true);
                    parameters.add(p.getValue().getArray());
                }
            });
            InContextOutput output = network.forward(TinyModel.with(batch, images), true);
            Map<String, NDArray> losses = network.loss(output, batch.ids());
            NDArray loss = losses.get("reconstruction").add(losses.get("completion"));
            assertTrue(Float.isFinite(loss.getFloat()));
            NDList gradients = Autograd.gradients(manager, loss, parameters);
            for (int i = 0; i < gradients.size(); i++) {
                assertFalse(gradients.get(i).isNaN().any().getBoolean(), "gradient " + i);
            }
        }
    }

    @Test
    void completionSeesTheMeanOverTheDatesAndFusionAllOfThem() {
        SkySensePlusPlus network = TinyModel.build(manager, ALL);
        InContextBatch one = TinyModel.batch(manager, 2, 1);
        Map<Modality, NDArray> images = new EnumMap<>(one.images());
        images.put(Modality.S2, one.images().get(Modality.S2).repeat(2, 3));
        InContextBatch three = TinyModel.with(one, images);
        InContextOutput single = network.forward(one, false);
        InContextOutput series = network.forward(three, false);
        assertEquals(single.completion().getFloat(), series.completion().getFloat(), 1e-5);
        assertFalse(single.logits().allClose(series.logits(), 1e-6, 1e-7, false), "three tokens weigh more than one");
        InContextBatch missing = TinyModel.with(three, Modality.S2, true, false);
        assertFalse(network.forward(missing, false).logits().isNaN().any().getBoolean());
        images.put(Modality.S2, manager.randomNormal(new Shape(2, 4, 3, 8, 4)));
        NDArray forwards = network.forward(TinyModel.with(one, images), false).logits();
        images.put(Modality.S2, images.get(Modality.S2).flip(2));
        NDArray backwards = network.forward(TinyModel.with(one, images), false).logits();
        assertTrue(forwards.allClose(backwards, 1e-4, 1e-5, false), "without dates the order makes no difference");
    }

    @Test
    void datesCountWhereTheCalendarIsOn() {
        SkySensePlusPlus network = TinyModel.build(manager, ALL, "use_ctpe=true", "calendar_time=10");
        NDArray table = network.block().getParameters().get("ctpe").getArray();
        assertEquals(new Shape(1, 10, 32), table.getShape());
        InContextBatch batch = TinyModel.batch(manager, 2, 2);
        NDArray dated = network.forward(dated(batch, 3, 4, 5, 6), false).logits();
        assertFalse(
                dated.allClose(network.forward(dated(batch, 3, 4, 5, 7), false).logits(), 1e-6, 1e-7, false));
        NDArray undated = network.forward(batch, false).logits();
        table.set(new NDIndex("..."), 0);
        NDArray nothing = network.forward(dated(batch, 3, 4, 5, 6), false).logits();
        assertTrue(undated.allClose(nothing, 1e-6, 1e-7, false));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> network.forward(dated(batch, 3, 4, 5, 10), false))
                .getMessage();
        assertEquals("days.s2: from 3 to 10, but the calendar has the days 0 to 9", message);
    }

    @Test
    void gradientsReachTheCalendar() {
        SkySensePlusPlus network = TinyModel.build(manager, ALL, "use_ctpe=true", "calendar_time=10");
        NDArray table = network.block().getParameters().get("ctpe").getArray();
        try (GradMode on = GradMode.on()) {
            table.setRequiresGradient(true);
            InContextOutput output = network.forward(dated(TinyModel.batch(manager, 2, 2), 3, 4, 5, 6), true);
            NDArray loss = output.logits().square().sum();
            NDArray gradient = Autograd.gradients(manager, loss, new NDList(table))
                    .head()
                    .abs()
                    .sum(new int[] {2});
            List<Boolean> moved = new ArrayList<>();
            for (float sum : gradient.toFloatArray()) {
                moved.add(sum > 0);
            }
            assertEquals(List.of(false, false, false, true, true, true, true, false, false, false), moved);
        }
    }

    @Test
    void whatTheReferenceGetsWrongCanBeMended() {
        InContextBatch batch = TinyModel.batch(manager, 2, 1);
        InContextBatch missing = TinyModel.with(batch, Modality.HR, true, false);
        for (String change : List.of("modality_vae.combine=mean", "head_rec_hr.completed_hr=true")) {
            SkySensePlusPlus asIs = TinyModel.build(manager, ALL);
            SkySensePlusPlus mended = TinyModel.build(manager, ALL, change);
            copy(asIs, mended);
            assertEquals(
                    asIs.forward(batch, false).logits(),
                    mended.forward(batch, false).logits(),
                    change);
            NDArray before = asIs.forward(missing, false).logits();
            NDArray after = mended.forward(missing, false).logits();
            assertEquals(before.get("0"), after.get("0"), change);
            assertFalse(before.get("1").allClose(after.get("1"), 1e-6, 1e-8, false), change);
        }
    }

    @Test
    void encodersThatDoNotFitAreRefused() {
        Map<Modality, Encoder> encoders = TinyModel.encoders(ALL);
        refused(
                encoders,
                Modality.S2,
                "{\"arch\": \"nano\", \"vocabulary_size\": 7}",
                "encoders.s2.vocabulary_size: 7");
        refused(encoders, Modality.S2, "{\"arch\": \"nano\"}", "encoders.s2: the encoder reads no annotations");
        encoders.remove(Modality.HR);
        String message = assertThrows(
                        SettingsException.class,
                        () -> new SkySenseBackbone()
                                .buildInContext(Settings.empty(), encoders, TinyModel.BANDS, BuildContext.fp32()))
                .getMessage();
        assertTrue(message.contains("encoders.hr: missing"), message);
    }

    private static void refused(Map<Modality, Encoder> encoders, Modality modality, String settings, String cause) {
        Map<Modality, Encoder> others = new EnumMap<>(encoders);
        others.put(modality, new Sentinel2Encoder().build(Settings.parse(settings, "test"), 4, BuildContext.fp32()));
        String message = assertThrows(
                        SettingsException.class,
                        () -> new SkySenseBackbone()
                                .buildInContext(Settings.empty(), others, TinyModel.BANDS, BuildContext.fp32()))
                .getMessage();
        assertTrue(message.contains(cause), message);
    }

    private InContextBatch dated(InContextBatch batch, long... days) {
        NDArray array = manager.create(days, new Shape(2, 2));
        return new InContextBatch(
                batch.images(), batch.present(), Map.of(Modality.S2, array), batch.ids(), batch.hidden());
    }

    private static void copy(SkySensePlusPlus from, SkySensePlusPlus to) {
        from.block()
                .getParameters()
                .forEach(p -> to.block()
                        .getParameters()
                        .get(p.getKey())
                        .getArray()
                        .set(new NDIndex("..."), p.getValue().getArray().toType(DataType.FLOAT32, true)));
    }
}
