// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Resize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictorTest {

    private static final int H = 8;
    private static final int W = 12;
    private static final List<Flip> ALL = List.of(Flip.values());

    private final GradMode off = GradMode.off();
    private final OneConvolution even = new OneConvolution(true);
    private final OneConvolution odd = new OneConvolution(false);
    private NDManager manager;
    private NDArray image;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(1);
        image = manager.randomNormal(new Shape(2, 2, H, W));
    }

    @AfterEach
    void close() {
        manager.close();
        even.close();
        odd.close();
        off.close();
    }

    @Test
    void aModelThatDoesNotCareWhereLeftIsSaysTheSameWithFlips() {
        NDArray plain = predict(even, TestTime.NONE);

        assertClose(plain, predict(even, new TestTime(ALL, List.of(1.0))));
        assertTrue(difference(predict(odd, TestTime.NONE), predict(odd, new TestTime(ALL, List.of(1.0)))) > 0.01);
    }

    @Test
    void flipsAreTakenBackAndAveraged() {
        NDArray sum = once(image);
        sum = sum.add(once(image.flip(3)).flip(3));
        sum = sum.add(once(image.flip(2)).flip(2));
        sum = sum.add(once(image.flip(2, 3)).flip(2, 3));

        assertClose(sum.div(4), predict(odd, new TestTime(ALL, List.of(1.0))));
    }

    @ParameterizedTest
    @CsvSource({"HORIZONTAL, 3, 3", "VERTICAL, 2, 2", "BOTH, 2, 3"})
    void eachFlipMirrorsWhatItIsNamedAfter(Flip flip, int first, int last) {
        int[] axes = first == last ? new int[] {first} : new int[] {first, last};
        NDArray expected = once(image).add(once(image.flip(axes)).flip(axes)).div(2);

        assertClose(expected, predict(odd, new TestTime(List.of(flip), List.of(1.0))));
    }

    @Test
    void scalesAreRoundedToTheGranularityAndAveragedAtTheSizeOfTheImage() {
        // 0.75 of (8, 12) is (6, 9), rounded to (8, 8); 1.25 of it is (10, 15), rounded to (12, 16).
        NDArray expected = once(image).add(scaled(8, 8)).add(scaled(12, 16)).div(3);

        assertClose(expected, predict(odd, new TestTime(List.of(), List.of(0.75, 1.0, 1.25))));
    }

    @Test
    void everyScaleIsSeenWithEveryFlip() {
        TestTime testTime = new TestTime(ALL, List.of(0.5, 2.0));

        NDArray p = predict(odd, testTime);

        assertEquals(8, testTime.views());
        assertEquals(8, odd.seen.size());
        assertEquals(new Shape(2, OneConvolution.CLASSES, H, W), p.getShape());
        assertTrue(p.sum(new int[] {1}).sub(1).abs().max().getFloat() < 1e-5);
        assertEquals(new Shape(2, 2, 4, 8), odd.seen.get(0).get(Modality.HR), "at least one granule");
        assertEquals(new Shape(2, 2, 16, 24), odd.seen.get(7).get(Modality.HR));
    }

    @Test
    void modalitiesWithLargerPixelsAndSeveralDatesGoAlong() {
        NDArray series = manager.randomNormal(new Shape(2, 1, 2, H / 2, W / 2));
        Map<Modality, NDArray> both = Map.of(Modality.HR, image, Modality.S2, series);
        NDArray plain = new Predictor(even, TestTime.NONE).predict(both, H, W).values();

        assertClose(
                plain,
                new Predictor(even, new TestTime(ALL, List.of(1.0)))
                        .predict(both, H, W)
                        .values());
        even.seen.clear();
        new Predictor(even, new TestTime(List.of(), List.of(2.0))).predict(both, H, W);
        assertEquals(
                Map.of(Modality.HR, new Shape(2, 2, 16, 24), Modality.S2, new Shape(2, 1, 2, 8, 12)), even.seen.get(0));
    }

    @Test
    void nothingButTheAnswerIsLeftBehind() {
        int before = manager.getManagedArrays().size();

        predict(odd, new TestTime(ALL, List.of(0.5, 1.0, 1.5)));

        assertEquals(before + 1, manager.getManagedArrays().size());
        assertArrayEquals(new long[] {2, 2, H, W}, image.getShape().getShape(), "the image is still there");
    }

    @Test
    void theLongestSideIsThatOfTheLargestView() {
        assertEquals(64, new Predictor(odd, TestTime.NONE).longest(64));
        assertEquals(80, new Predictor(odd, new TestTime(ALL, List.of(0.5, 1.25))).longest(64));
        assertEquals(64, new Predictor(odd, new TestTime(ALL, List.of(0.25))).longest(64));
    }

    @Test
    void viewsAreEqualWhateverTheirOrderAndRefusedIfTheyCannotBe() {
        TestTime one = new TestTime(List.of(Flip.BOTH, Flip.VERTICAL), List.of(2.0, 0.5));
        assertEquals(one, new TestTime(List.of(Flip.VERTICAL, Flip.BOTH), List.of(0.5, 2.0)));
        assertEquals("flips vertical, both; scales 0.5, 2.0", one.toString());
        assertEquals("flips none; scales 1.0", TestTime.NONE.toString());
        for (List<Double> scales : List.of(List.<Double>of(), List.of(1.0, 1.0), List.of(0.0), List.of(Double.NaN))) {
            assertThrows(IllegalArgumentException.class, () -> new TestTime(List.of(), scales));
        }
        assertThrows(IllegalArgumentException.class, () -> new TestTime(List.of(Flip.BOTH, Flip.BOTH), List.of(1.0)));
    }

    private NDArray predict(OneConvolution model, TestTime testTime) {
        return new Predictor(model, testTime)
                .predict(Map.of(Modality.HR, image), H, W)
                .values();
    }

    private NDArray once(NDArray shown) {
        return odd.predict(odd.forward(odd.forward(Map.of(Modality.HR, shown), false), false), 0, 0)
                .values();
    }

    private NDArray scaled(long height, long width) {
        return Resize.bilinear(once(Resize.bilinear(image, height, width, false)), H, W, false);
    }

    private static void assertClose(NDArray expected, NDArray actual) {
        assertEquals(expected.getShape(), actual.getShape());
        assertEquals(0, difference(expected, actual), 1e-6);
    }

    private static float difference(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }
}
