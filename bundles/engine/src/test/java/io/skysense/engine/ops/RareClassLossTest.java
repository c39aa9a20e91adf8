// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses for rare classes and hard pixels against their papers' formulas, pixel by pixel in float64. */
class RareClassLossTest {

    private static final int IGNORE = 255;
    private static final int B = 2;
    private static final int K = 4;
    private static final int SIDE = 5;

    /** Class 3 is nowhere; the second image lacks class 1 too. */
    private static final Shape LOGITS = new Shape(B, K, SIDE, SIDE);

    private NDManager manager;
    private NDArray logits;
    private NDArray labels;
    private double[][] p;
    private int[] t;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Random random = new Random(3);
        logits = GradientCheck.gaussian(manager, random, LOGITS);
        t = new int[B * SIDE * SIDE];
        long[] values = new long[t.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = i % 7 == 3 ? IGNORE : i < SIDE * SIDE ? random.nextInt(3) : 2 * random.nextInt(2);
            values[i] = t[i];
        }
        labels = manager.create(values).reshape(B, SIDE, SIDE);
        p = probabilities();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"2, false", "2, true", "0.5, true", "0, true"})
    void focalLossWeighsPixelsByWhatTheyMiss(double gamma, boolean weighed) {
        double[] alpha = {0.25, 1, 3, 0.5};
        double sum = 0;
        for (int i : counted()) {
            double right = p[i][t[i]];
            sum -= (weighed ? alpha[t[i]] : 1) * Math.pow(1 - right, gamma) * Math.log(right);
        }
        NDArray weight = weighed ? manager.create(alpha) : null;

        double loss = Loss.focal(logits, labels, weight, gamma, IGNORE).getDouble();

        assertEquals(sum / counted().size(), loss, 1e-12);
    }

    @Test
    void eachClassByItselfIsTheMeanOverPixelsAndClasses() {
        double sum = 0;
        for (int i : counted()) {
            for (int k = 0; k < K; k++) {
                double x = logits.getDouble(i / (SIDE * SIDE), k, i / SIDE % SIDE, i % SIDE);
                sum += Math.log1p(Math.exp(t[i] == k ? -x : x));
            }
        }

        double loss = Loss.eachClass(logits, labels, IGNORE).getDouble();

        assertEquals(sum / counted().size() / K, loss, 1e-12);
    }

    @Test
    void classesWeighByHowRareTheyAreUpToTheGreatestWeight() {
        NDArray weights = Loss.balance(labels, K, 1.5, IGNORE);

        for (int k = 0; k < K; k++) {
            int own = k;
            double pixels = counted().stream().filter(i -> t[i] == own).count();
            double expected = Math.min(1.5, counted().size() / (K * pixels));
            assertEquals(expected, weights.getFloat(k), 1e-6, "class " + k);
        }
    }

    @Test
    void focalLossWithoutFocusIsTheCrossEntropy() {
        double expected = Loss.segmentation(logits, labels, null, IGNORE).getDouble();

        assertEquals(expected, Loss.focal(logits, labels, null, 0, IGNORE).getDouble(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lovaszSoftmaxIsTheExtensionOfTheJaccardLoss(boolean perImage) {
        double expected = perImage ? (lovasz(image(0)) + lovasz(image(1))) / 2 : lovasz(counted());

        double loss = Loss.lovasz(logits, labels, perImage, IGNORE).getDouble();

        assertEquals(expected, loss, 1e-12);
    }

    @Test
    void lovaszSoftmaxOfCertainAnswersIsTheJaccardLoss() {
        // Right but for one pixel: class 0 has IoU 1/2, class 1 has IoU 2/3.
        NDArray sure = manager.create(new float[] {90, 0, 0, 0, 0, 90, 90, 90}, new Shape(1, 2, 2, 2));
        NDArray truth = manager.create(new long[] {0, 0, 1, 1}, new Shape(1, 2, 2));

        assertEquals(
                1 - (1 / 2.0 + 2 / 3.0) / 2,
                Loss.lovasz(sure, truth, false, IGNORE).getFloat(),
                1e-6);
    }

    @Test
    void anImageWithoutAnyLabelEntersNoMeanOverImages() {
        labels.set(new NDIndex("1"), IGNORE);

        assertEquals(lovasz(image(0)), Loss.lovasz(logits, labels, true, IGNORE).getDouble(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.7, 1", "0.7, 0.3, 1", "0.3, 0.7, 0.75", "0.5, 0.5, 2"})
    void tverskyLossWeighsWhatIsWrongAndWhatIsMissed(double alpha, double beta, double exponent) {
        double sum = 0;
        for (int k = 0; k < K; k++) {
            double both = 0.5;
            double wrong = 0;
            double missed = 0;
            for (int i : counted()) {
                boolean is = t[i] == k;
                both += is ? p[i][k] : 0;
                wrong += is ? 0 : p[i][k];
                missed += is ? 1 - p[i][k] : 0;
            }
            sum += Math.pow(1 - both / (both + alpha * wrong + beta * missed), exponent);
        }

        double loss =
                Loss.tversky(logits, labels, alpha, beta, exponent, IGNORE).getDouble();

        assertEquals(sum / K, loss, 1e-12);
    }

    @Test
    void evenTverskyLossIsTheDiceLoss() {
        double dice = Loss.dice(logits, labels, IGNORE).getDouble();

        assertEquals(dice, Loss.tversky(logits, labels, 0.5, 0.5, 1, IGNORE).getDouble(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 3, false", "0.2, 3, true", "0, 4, true", "0.9, 1, false", "0.2, 1000, true"})
    void hardPixelsAreThoseBelowTheThresholdAndTheHardestInAnyCase(double threshold, int minKept, boolean weighed) {
        double[] weight = {1, 2, 0.5, 1};
        List<Integer> hardest = new ArrayList<>(counted());
        hardest.sort(Comparator.comparingDouble(i -> p[i][t[i]]));
        double sum = 0;
        double share = 0;
        for (int rank = 0; rank < hardest.size(); rank++) {
            int i = hardest.get(rank);
            if (rank < B * minKept || p[i][t[i]] < threshold) {
                double w = weighed ? weight[t[i]] : 1;
                sum -= w * Math.log(p[i][t[i]]);
                share += w;
            }
        }
        NDArray weights = weighed ? manager.create(weight) : null;

        double loss =
                Loss.hard(logits, labels, weights, threshold, minKept, IGNORE).getDouble();

        assertEquals(sum / share, loss, 1e-12);
    }

    @Test
    void ofPixelsThatAreEquallyHardAsManyAreKeptAsWanted() {
        NDArray even = manager.zeros(new Shape(1, 2, 1, 4));
        even.setRequiresGradient(true);
        NDArray truth = manager.create(new long[] {0, 1, 0, 1}, new Shape(1, 1, 4));
        try (GradMode on = GradMode.on()) {
            NDArray loss = Loss.hard(even, truth, null, 0.5, 3, IGNORE);
            assertEquals(Math.log(2), loss.getFloat(), 1e-6);
            float[] gradient =
                    Autograd.gradients(manager, loss, new NDList(even)).head().toFloatArray();
            assertEquals(0, gradient[3], "the fourth is one too many");
            assertEquals(-1 / 6.0, gradient[2], 1e-6);
        }
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        Shape small = new Shape(2, 3, 1, 3);
        NDArray truth = manager.create(new long[] {0, 1, IGNORE, 1, 1, 0}).reshape(2, 1, 3);
        NDArray weight = manager.create(new double[] {0.25, 3, 1});
        List<Function<NDArray, NDArray>> losses = new ArrayList<>(all(truth));
        losses.add(x -> Loss.focal(x, truth, weight, 0, IGNORE));
        losses.add(x -> Loss.hard(x, truth, weight, 0.2, 1, IGNORE));
        for (int i = 0; i < losses.size(); i++) {
            Function<NDArray, NDArray> loss = losses.get(i);
            GradientCheck.check(x -> loss.apply(x.head()), i, small);
        }
    }

    @Test
    void whatIsCertainHasAFiniteGradient() {
        NDArray sure = manager.create(new float[] {200, -200, -200, 200}, new Shape(1, 2, 1, 2));
        sure.setRequiresGradient(true);
        NDArray truth = manager.create(new long[] {0, 1}, new Shape(1, 1, 2));
        for (Function<NDArray, NDArray> loss : all(truth)) {
            try (GradMode on = GradMode.on()) {
                NDArray value = loss.apply(sure);
                assertEquals(0, value.getFloat(), 1e-6);
                NDArray gradient =
                        Autograd.gradients(manager, value, new NDList(sure)).head();
                assertTrue(gradient.abs().sum().getFloat() < 1e-6, gradient::toString);
            }
        }
    }

    @Test
    void nothingThatCountsIsNoLossAndNoGradient() {
        NDArray none = manager.full(new Shape(B, SIDE, SIDE), IGNORE, DataType.INT64);
        NDArray x = logits.toType(DataType.FLOAT32, true);
        x.setRequiresGradient(true);
        for (Function<NDArray, NDArray> loss : all(none)) {
            try (GradMode on = GradMode.on()) {
                NDArray value = loss.apply(x);
                assertEquals(0, value.getFloat());
                NDArray gradient =
                        Autograd.gradients(manager, value, new NDList(x)).head();
                assertEquals(0, gradient.abs().sum().getFloat());
            }
        }
    }

    private static List<Function<NDArray, NDArray>> all(NDArray labels) {
        return List.of(
                x -> Loss.focal(x, labels, null, 2, IGNORE),
                x -> Loss.focal(x, labels, null, 0.5, IGNORE),
                x -> Loss.lovasz(x, labels, false, IGNORE),
                x -> Loss.lovasz(x, labels, true, IGNORE),
                x -> Loss.tversky(x, labels, 0.3, 0.7, 1, IGNORE),
                x -> Loss.tversky(x, labels, 0.3, 0.7, 0.75, IGNORE),
                x -> Loss.hard(x, labels, null, 0.7, 2, IGNORE));
    }

    /** Berman et al. 2018, equation 8: the errors in descending order, each times what the loss of its set grows by. */
    private double lovasz(List<Integer> pixels) {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < K; k++) {
            int wanted = k;
            long size = pixels.stream().filter(i -> t[i] == wanted).count();
            if (size == 0) {
                continue;
            }
            present++;
            List<Integer> order = new ArrayList<>(pixels);
            order.sort(Comparator.comparingDouble(i -> -error(i, wanted)));
            double before = 0;
            int found = 0;
            int added = 0;
            for (int i : order) {
                found += t[i] == k ? 1 : 0;
                added += t[i] == k ? 0 : 1;
                double after = 1 - (size - found) / (double) (size + added);
                sum += error(i, k) * (after - before);
                before = after;
            }
        }
        return sum / present;
    }

    private double error(int i, int k) {
        return t[i] == k ? 1 - p[i][k] : p[i][k];
    }

    private List<Integer> counted() {
        List<Integer> all = new ArrayList<>(image(0));
        all.addAll(image(1));
        return all;
    }

    private List<Integer> image(int b) {
        List<Integer> pixels = new ArrayList<>();
        for (int i = b * SIDE * SIDE; i < (b + 1) * SIDE * SIDE; i++) {
            if (t[i] != IGNORE) {
                pixels.add(i);
            }
        }
        return pixels;
    }

    private double[][] probabilities() {
        double[] x = logits.toDoubleArray();
        int plane = SIDE * SIDE;
        double[][] out = new double[t.length][K];
        for (int i = 0; i < t.length; i++) {
            double sum = 0;
            for (int k = 0; k < K; k++) {
                out[i][k] = Math.exp(x[(i / plane * K + k) * plane + i % plane]);
                sum += out[i][k];
            }
            for (int k = 0; k < K; k++) {
                out[i][k] /= sum;
            }
        }
        return out;
    }
}
