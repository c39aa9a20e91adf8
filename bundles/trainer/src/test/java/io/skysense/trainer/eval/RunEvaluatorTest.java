// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluatedSample;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.dataset.kit.transform.SampleForm;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.runtime.model.RunModelLoader;
import io.skysense.trainer.job.DataSource;
import io.skysense.trainer.step.Transfer;
import io.skysense.trainer.tiny.TinyFactory;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEvaluatorTest {

    private final TinyPlatform platform = new TinyPlatform();

    @TempDir
    Path folder;

    private Path data;
    private Path run;
    private TrainResult trained;

    @BeforeEach
    void train() throws IOException {
        data = TinyPlatform.data(folder, "5", "4");
        run = folder.resolve("run");
        trained = platform.trainer().train(TinyPlatform.preset("train.checkpointEvery", "0"), data, run, Progress.NONE);
    }

    @AfterEach
    void everyLeaseIsGivenBack() {
        assertEquals(0, platform.leases());
    }

    @Test
    void theBestWeightsGiveTheFiguresOfTheBestValidation() throws IOException {
        List<EvaluatedSample> seen = new ArrayList<>();
        MetricReport report = platform.evaluator()
                .evaluate(new EvaluationRequest(run, Optional.empty(), Optional.empty()), seen::add, Progress.NONE);
        assertEquals(trained.best().orElseThrow().values(), report.values());
        assertEquals(
                List.of("val-0", "val-1", "val-2", "val-3"),
                seen.stream().map(s -> s.sample().id()).toList());
        for (EvaluatedSample sample : seen) {
            assertEquals(
                    sample.sample().label().orElseThrow().width(),
                    sample.said().map().orElseThrow().width());
            assertEquals(22, sample.said().map().orElseThrow().height());
        }
    }

    @Test
    void theLabelsOfTheConsumersPredictionsGiveTheSameFigure() throws IOException {
        long[] count = new long[2];
        MetricReport report = platform.evaluator()
                .evaluate(
                        new EvaluationRequest(run, Optional.of(data), Optional.empty()),
                        s -> {
                            byte[] truth = s.sample().label().orElseThrow().classes();
                            byte[] said = s.said().map().orElseThrow().classes();
                            for (int i = 0; i < truth.length; i++) {
                                count[0] += truth[i] == said[i] ? 1 : 0;
                                count[1]++;
                            }
                        },
                        Progress.NONE);
        assertEquals(report.values().get("overallAccuracy"), (double) count[0] / count[1], 1e-12);
    }

    /** The images of the batches that evaluation loads, mirrored by hand. */
    @Test
    void whatTheModelSaysOfMirroredImagesIsAveraged() throws IOException {
        TestTime views = new TestTime(List.of(Flip.HORIZONTAL), List.of(1.0));
        List<byte[]> plain = predictions(TestTime.NONE);
        List<byte[]> averaged = predictions(views);
        int different = 0;
        Preset preset = TinyPlatform.preset();
        try (Model model = new RunModelLoader(new TinyFactory()).open(run, Device.cpu());
                DataSource source = DataSource.open(platform, preset, data, Map.of());
                BatchLoader<HostBatch> loader =
                        BatchLoader.evaluation(source.dataset(), SampleForm.CLASSES, "val", preset.data(), 4);
                GradMode off = GradMode.off();
                NDManager manager = Torch.newManager(Device.cpu())) {
            for (int i = 0; i < averaged.size(); i++) {
                try (HostBatch batch = loader.next().orElseThrow()) {
                    NDArray image = new Transfer(Set.of(Modality.HR))
                            .images(batch, manager)
                            .get(Modality.HR);
                    NDArray sum =
                            said(model, image).add(said(model, image.flip(3)).flip(3));
                    int width = batch.samples().get(0).label().orElseThrow().width();
                    byte[] expected = sum.get(":, :, :22, :" + width)
                            .argMax(1)
                            .toType(DataType.UINT8, false)
                            .toByteArray();
                    assertArrayEquals(expected, averaged.get(i));
                    different += Arrays.equals(expected, plain.get(i)) ? 0 : 1;
                }
            }
        }
        assertTrue(different > 0, "mirroring changed no answer");
    }

    private List<byte[]> predictions(TestTime testTime) throws IOException {
        List<byte[]> said = new ArrayList<>();
        platform.evaluator()
                .evaluate(
                        new EvaluationRequest(run, Optional.empty(), Optional.empty(), testTime),
                        s -> said.add(s.said().map().orElseThrow().classes()),
                        Progress.NONE);
        return said;
    }

    private static NDArray said(Model model, NDArray image) {
        NDList outputs = model.head().forward(model.backbone().forward(Map.of(Modality.HR, image), false), false);
        return model.head().predict(outputs, 24, 24).values();
    }

    @Test
    void aListFileTakesThePlaceOfTheSplit() throws IOException {
        Path list = Files.writeString(folder.resolve("mine.json"), "2");
        List<String> seen = new ArrayList<>();
        platform.evaluator()
                .evaluate(
                        new EvaluationRequest(run, Optional.empty(), Optional.of(list)),
                        s -> seen.add(s.sample().id()),
                        Progress.NONE);
        assertEquals(List.of("list-0", "list-1"), seen);
    }

    @Test
    void aSampleWithoutALabelIsNamed() throws IOException {
        Path list = Files.writeString(folder.resolve("mine.json"), "2 unlabelled");
        var request = new EvaluationRequest(run, Optional.empty(), Optional.of(list));
        var e = assertThrows(
                DatasetException.class, () -> platform.evaluator().evaluate(request, s -> {}, Progress.NONE));
        assertEquals("list-1: has no label to evaluate against", e.getMessage());
    }

    @Test
    void damagedWeightsAreNamedWithWhatCanBeUsedInstead() throws IOException {
        Path best = run.resolve("best.safetensors");
        byte[] bytes = Files.readAllBytes(best);
        bytes[bytes.length / 2] ^= 4;
        Files.write(best, bytes);
        var request = new EvaluationRequest(run, Optional.empty(), Optional.empty());
        var e = assertThrows(
                CheckpointException.class, () -> platform.evaluator().evaluate(request, s -> {}, Progress.NONE));
        assertTrue(e.getMessage().startsWith(best + ": damaged"), e.getMessage());
        assertTrue(e.getMessage().contains("step-000030.safetensors"), e.getMessage());
    }

    @Test
    void anEvaluationCanBeCancelled() {
        Progress cancelling = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        var request = new EvaluationRequest(run, Optional.empty(), Optional.empty());
        assertThrows(CancellationException.class, () -> platform.evaluator().evaluate(request, s -> {}, cancelling));
    }
}
