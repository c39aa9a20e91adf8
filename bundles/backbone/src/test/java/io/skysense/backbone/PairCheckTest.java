// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.engine.Torch;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a batch is said before anything is computed, with the array's name and the shape expected. */
class PairCheckTest {

    private NDManager manager;
    private SkySensePlusPlus network;
    private InContextBatch good;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        network = TinyModel.build(manager, EnumSet.allOf(Modality.class));
        good = TinyModel.batch(manager, 2, 1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aPairIsTwiceAsHighAsWide() {
        refused(
                ids(new Shape(2, 256, 256), DataType.INT64),
                "ids (2, 256, 256): a pair is twice as high as wide, (B, 2S, S); 256 is not 2 * 256");
        refused(
                ids(new Shape(2, 128, 64), DataType.INT64),
                "ids (2, 128, 64): smaller than an attention window of the hr encoder, which takes at least (2, 256, 128)");
        refused(
                ids(new Shape(2, 320, 160), DataType.INT64),
                "ids (2, 320, 160): sides must be multiples of 128 pixels");
        refused(
                ids(new Shape(256, 128), DataType.INT64),
                "ids: (B, 2S, S) of int64 is expected, not (256, 128) of int64");
        refused(
                ids(new Shape(2, 256, 128), DataType.INT32),
                "ids: (B, 2S, S) of int64 is expected, not (2, 256, 128) of int32");
    }

    @Test
    void idsAreOfTheVocabulary() {
        NDArray ids = good.ids().duplicate();
        ids.set(new NDIndex("0, 0, 0"), 9);
        InContextBatch batch = new InContextBatch(good.images(), good.present(), good.days(), ids, good.hidden());
        refused(batch, "ids (2, 256, 128): from 0 to 9, but the vocabulary's ids run from 0 to 8");
    }

    @Test
    void imagesFitTheIds() {
        refused(
                image(Modality.HR, new Shape(2, 4, 256, 128)),
                "hr: (B, C, H, W) = (2, 3, 256, 128) of float32 is expected beside ids (2, 256, 128), not (2, 4, 256, 128)"
                        + " of float32");
        refused(
                image(Modality.S2, new Shape(2, 4, 8, 4)),
                "s2: (B, C, T, H, W) = (2, 4, T, 8, 4) of float32 is expected beside ids (2, 256, 128), not (2, 4, 8, 4)"
                        + " of float32");
        refused(
                image(Modality.S1, new Shape(1, 2, 1, 8, 4)),
                "s1: (B, C, T, H, W) = (2, 2, T, 8, 4) of float32 is expected beside ids (2, 256, 128), not"
                        + " (1, 2, 1, 8, 4) of float32");
    }

    @Test
    void flagsDoNotContradictTheImages() {
        refused(TinyModel.with(good, Modality.S2, true), "present.s2: 1 flags for 2 samples");
        Map<Modality, NDArray> images = new EnumMap<>(good.images());
        images.remove(Modality.S1);
        refused(
                TinyModel.with(TinyModel.with(good, images), Modality.S1, false, true),
                "present.s1: sample 1 has s1, but the batch has no s1 images");
    }

    @Test
    void everySampleHasSomething() {
        InContextBatch none = TinyModel.with(
                TinyModel.with(TinyModel.with(good, Modality.HR, true, false), Modality.S2, true, false),
                Modality.S1,
                true,
                false);
        refused(none, "sample 1 of 2 has no modality at all; at least one of [hr, s2, s1] is needed");
        refused(
                TinyModel.with(good, Map.of()),
                "sample 0 of 2 has no modality at all; at least one of [hr, s2, s1] is needed");
    }

    @Test
    void theMaskFitsTheTokens() {
        refused(hidden(new Shape(2, 2, 2)), "hidden (2, 2, 2): rows and columns must divide the 2 x 1 tokens of s2");
        refused(
                hidden(new Shape(1, 2, 1)),
                "hidden: (2, rows, columns) of float32 is expected, not (1, 2, 1) of float32");
        refused(hidden(new Shape(2, 3, 1)), "hidden (2, 3, 1): rows and columns must divide the 64 x 32 tokens of hr");
    }

    private InContextBatch ids(Shape shape, DataType type) {
        return new InContextBatch(
                good.images(), good.present(), good.days(), manager.zeros(shape, type), good.hidden());
    }

    private InContextBatch hidden(Shape shape) {
        return new InContextBatch(good.images(), good.present(), good.days(), good.ids(), manager.zeros(shape));
    }

    private InContextBatch image(Modality modality, Shape shape) {
        Map<Modality, NDArray> images = new EnumMap<>(good.images());
        images.put(modality, manager.zeros(shape));
        return new InContextBatch(images, good.present(), good.days(), good.ids(), good.hidden());
    }

    private void refused(InContextBatch batch, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> network.forward(batch, false))
                        .getMessage());
    }
}
