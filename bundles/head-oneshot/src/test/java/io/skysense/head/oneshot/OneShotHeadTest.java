// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dark, grey and bright pixels are told apart after images in which they have a class. */
class OneShotHeadTest {

    private static final int SIDE = 4;
    private static final float[] SHADES = {0, 2, -2};
    private static final ClassTable TABLE = new ClassTable(
            List.of(
                    new LabelClass(0, "dark", "#000000"),
                    new LabelClass(1, "grey", "#808080"),
                    new LabelClass(2, "bright", "#ffffff")),
            List.of());

    private NDManager manager;
    private final NearestPixel model = new NearestPixel(5);

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private HeadNetwork head(String settings) {
        HeadInputs inputs = new HeadInputs(List.of(new FeatureLevel(1, 1)), TABLE, List.of(), Optional.of(model));
        HeadNetwork head = new OneShotHead().build(Settings.parse(settings, "test"), inputs, BuildContext.fp32());
        head.block().initialize(manager, DataType.FLOAT32, new Shape(1));
        return head;
    }

    private static String settings(String classes, String background, int shots) {
        return "{\"size\": 4, \"classes\": \"%s\", \"background\": \"%s\", \"shots\": %d}"
                .formatted(classes, background, shots);
    }

    /** Rows of one class each; the image has its shade, or that of the one that is given. */
    private static float[] rows(int... classes) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = classes[i / SIDE];
        }
        return values;
    }

    private static float[] shades(float[] classes) {
        float[] shades = new float[classes.length];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = SHADES[(int) classes[i] % SHADES.length];
        }
        return shades;
    }

    private void prompt(HeadNetwork head, int... classes) {
        float[] labels = new float[classes.length * SIDE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes[i / SIDE];
        }
        put(head, "prompts.images", shades(labels));
        put(head, "prompts.labels", labels);
    }

    private void put(HeadNetwork head, String name, float[] values) {
        NDArray array = head.block().getParameters().get(name).getArray();
        manager.create(values, array.getShape()).copyTo(array);
    }

    private Prediction ask(HeadNetwork head, NDArray image) {
        int height = (int) image.getShape().get(2);
        int width = (int) image.getShape().get(3);
        return head.predict(head.forward(new FeaturePyramid(List.of(image), height, width), false), height, width);
    }

    private NDArray query(int... classes) {
        return manager.create(shades(rows(classes)), new Shape(1, 1, SIDE, SIDE));
    }

    private static long[] likeliest(Prediction said) {
        return said.values().argMax(1).toLongArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_by_one", "together"})
    void theClassesOfThePromptAreFoundInTheQuery(String classes) {
        HeadNetwork head = head(settings(classes, "dark", 1));
        prompt(head, 0, 1, 2, 2);

        Prediction said = ask(head, query(2, 0, 1, 0));

        assertArrayEquals(new long[] {2, 2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0}, likeliest(said));
        for (float sum : said.values().sum(new int[] {1}).toFloatArray()) {
            assertEquals(1, sum, 1e-5);
        }
        assertEquals(classes.equals("together") ? 1 : 2, model.passes(), "a pass a prompt, or a pass a class of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_by_one", "together"})
    void aClassThatOnePromptOfSeveralShowsIsFound(String classes) {
        HeadNetwork head = head(settings(classes, "dark", 2));
        prompt(head, 0, 0, 1, 1, 0, 0, 2, 2);

        assertArrayEquals(
                new long[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2}, likeliest(ask(head, query(0, 1, 2, 2))));
    }

    @Test
    void withoutABackgroundEveryPixelIsOfAClassThatWasShown() {
        HeadNetwork head = head(settings("together", "", 1));
        prompt(head, 1, 1, 2, 2);

        assertArrayEquals(
                new long[] {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1}, likeliest(ask(head, query(0, 1, 2, 0))));
    }

    @Test
    void whatThePromptDoesNotKnowIsShownAsBackground() {
        HeadNetwork head = head(settings("together", "dark", 1));
        prompt(head, ClassTable.IGNORE, ClassTable.IGNORE, 2, 2);

        assertArrayEquals(
                new long[] {0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2}, likeliest(ask(head, query(0, 0, 2, 2))));
    }

    @Test
    void anImageOfAnotherSizeIsSeenAtThePromptsSizeAndAnsweredAtItsOwn() {
        HeadNetwork head = head(settings("together", "dark", 1));
        prompt(head, 0, 0, 2, 2);
        float[] values = new float[16 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < values.length / 2 ? SHADES[2] : SHADES[0];
        }

        Prediction said = ask(head, manager.create(values, new Shape(1, 1, 16, 8)));

        assertEquals(new Shape(1, 3, 16, 8), said.values().getShape());
        long[] classes = likeliest(said);
        assertEquals(2, classes[0]);
        assertEquals(0, classes[classes.length - 1]);
        assertEquals(SIDE, head.side(), "tiles are best cut at it");
    }

    @Test
    void aRunWithoutPromptsSaysHowToGetThem() {
        HeadNetwork head = head(settings("together", "dark", 1));

        String message = assertThrows(SettingsException.class, () -> ask(head, query(0, 0, 0, 0)))
                .getMessage();
        assertTrue(message.contains("the run holds no prompts"), message);
    }

    @Test
    void wrongSettingsAreNamed() {
        refused("{\"shotss\": 1}", "shotss");
        refused("{\"size\": 0}", "at least 1");
        refused("{\"background\": \"darkness\"}", "there is no class 'darkness'; there are: dark, grey, bright");
    }

    @Test
    void moreClassesTogetherThanTheVocabularyHasAreRefused() {
        HeadInputs inputs =
                new HeadInputs(List.of(new FeatureLevel(1, 1)), TABLE, List.of(), Optional.of(new NearestPixel(1)));
        Settings settings = Settings.parse(settings("together", "dark", 1), "test");

        String message = assertThrows(
                        SettingsException.class, () -> new OneShotHead().build(settings, inputs, BuildContext.fp32()))
                .getMessage();
        assertTrue(message.contains("2 classes together, but the model's vocabulary has 1"), message);
    }

    private void refused(String settings, String cause) {
        String message =
                assertThrows(SettingsException.class, () -> head(settings)).getMessage();
        assertTrue(message.contains(cause), message);
    }

    @Test
    void aRightAnswerLosesLessThanAWrongOne() {
        HeadNetwork head = head(settings("together", "dark", 1));
        prompt(head, 0, 0, 2, 2);
        NDArray labels = manager.create(new long[] {0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2})
                .reshape(1, SIDE, SIDE);

        float right = loss(head, query(0, 0, 2, 2), labels);
        float wrong = loss(head, query(2, 2, 0, 0), labels);

        assertTrue(right < 0.01 && wrong > 1, right + " and " + wrong);
    }

    private float loss(HeadNetwork head, NDArray image, NDArray labels) {
        Map<String, NDArray> parts =
                head.loss(head.forward(new FeaturePyramid(List.of(image), SIDE, SIDE), false), labels);
        return parts.get("cross_entropy").getFloat();
    }

    @Test
    void aClassIsJudgedOverTheImagesThatHaveIt() {
        HeadNetwork head = head(settings("one_by_one", "dark", 1));
        prompt(head, 0, 1, 2, 2);
        Metrics metrics = head.metrics();

        // Of two rows of grey one is found, and a row that is dark is called grey: IoU 1/3, accuracy 1/2.
        metrics.update(ask(head, query(1, 0, 1, 0)), List.of(labels(1, 1, 0, 0)));
        // An image without grey, in which grey is found, does not count for grey; bright is found whole.
        metrics.update(ask(head, query(1, 1, 2, 2)), List.of(labels(0, 0, 2, 2)));

        MetricReport report = metrics.report();
        assertEquals(1.0 / 3, report.perClass().get("grey").get("binaryIoU"), 1e-9);
        assertEquals(0.5, report.perClass().get("grey").get("binaryAccuracy"), 1e-9);
        assertEquals(1, report.perClass().get("bright").get("binaryIoU"), 1e-9);
        assertEquals(null, report.perClass().get("dark").get("binaryIoU"), "the background is none of the classes");
        assertEquals(2.0 / 3, report.values().get("meanBinaryIoU"), 1e-9);
        assertEquals(0.75, report.values().get("meanBinaryAccuracy"), 1e-9);
        assertEquals(1.0 / 5, report.perClass().get("grey").get("iou"), 1e-9, "that of segmentation counts all images");
    }

    private static Labels labels(int... classes) {
        byte[] map = new byte[SIDE * SIDE];
        for (int i = 0; i < map.length; i++) {
            map[i] = (byte) classes[i / SIDE];
        }
        return Labels.of(Optional.of(new LabelMap(SIDE, SIDE, map)));
    }
}
