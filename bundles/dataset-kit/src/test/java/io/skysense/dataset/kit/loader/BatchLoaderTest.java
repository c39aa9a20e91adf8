// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.DataSettings.Augment;
import io.skysense.dataset.kit.transform.SampleForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchLoaderTest {

    private static final Augment AUGMENT = new Augment(true, true, List.of(.8, 1.25), .1, .1, .1);

    private static DataSettings settings(int batch, int threads, int ahead, int cacheMiB) {
        return new DataSettings("", "train", "val", 16, batch, threads, ahead, cacheMiB, SizeMismatch.CROP, AUGMENT);
    }

    /** Everything a batch says, for comparison. */
    private static String text(HostBatch batch) {
        StringBuilder text = new StringBuilder().append(batch.number()).append(batch.ids());
        for (Modality modality : Modality.values()) {
            HostImages images = batch.images().get(modality);
            if (images != null) {
                text.append(modality).append(images.height()).append('x').append(images.width());
                text.append(images.present()).append(images.values().hashCode());
            }
        }
        return text.append(batch.labels().bytes().hashCode()).toString();
    }

    private static List<String> take(BatchLoader<HostBatch> loader, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (HostBatch batch = loader.next().orElseThrow()) {
                texts.add(text(batch));
            }
        }
        return texts;
    }

    private static List<String> run(MadeDataset dataset, DataSettings settings, long first, int count)
            throws IOException {
        try (BatchLoader<HostBatch> loader = BatchLoader.training(dataset, SampleForm.CLASSES, settings, 42, first)) {
            return take(loader, count);
        }
    }

    @Test
    void batchesAreTheSameForAnyNumberOfThreadsCacheAndReadAhead() throws IOException {
        List<String> one = run(new MadeDataset(7, 0), settings(3, 1, 1, 64), 0, 20);
        assertEquals(one, run(new MadeDataset(7, 1), settings(3, 4, 6, 0), 0, 20));
        assertEquals(one, run(new MadeDataset(7, 0), settings(3, 2, 3, 64), 0, 20));
        assertNotEquals(one.get(0), one.get(1));
    }

    @Test
    void aResumedLoaderGoesOnWhereAnotherStopped() throws IOException {
        List<String> whole = run(new MadeDataset(7, 0), settings(3, 2, 4, 64), 0, 20);
        assertEquals(whole.subList(13, 20), run(new MadeDataset(7, 0), settings(3, 2, 4, 64), 13, 7));
    }

    @Test
    void buffersAreDirectAndOfTheSaidShape() throws IOException {
        try (BatchLoader<HostBatch> loader =
                        BatchLoader.training(new MadeDataset(5, 0), SampleForm.CLASSES, settings(4, 1, 2, 64), 1, 0);
                HostBatch batch = loader.next().orElseThrow()) {
            HostImages hr = batch.images().get(Modality.HR);
            assertTrue(hr.values().isDirect());
            assertEquals(4 * 2 * 16 * 16, hr.values().remaining());
            HostImages s2 = batch.images().get(Modality.S2);
            assertEquals(4 * 1 * 4 * 4, s2.values().remaining());
            assertTrue(batch.labels().bytes().isDirect());
            assertEquals(4 * 16 * 16, batch.labels().bytes().remaining());
            assertFalse(batch.images().containsKey(Modality.S1));
            assertTrue(batch.samples().isEmpty());
        }
    }

    @Test
    void aBadSampleIsReportedAtItsBatchAndEverAfter() throws IOException {
        MadeDataset dataset = new MadeDataset(6, 0);
        List<String> good = run(dataset, settings(1, 3, 4, 0), 0, 6);
        int bad = 3;
        int badIndex = Integer.parseInt(good.get(bad).replaceAll("^\\d+\\[x(\\d+)\\].*", "$1"));
        dataset.bad.add(badIndex);
        try (BatchLoader<HostBatch> loader =
                BatchLoader.training(dataset, SampleForm.CLASSES, settings(1, 3, 4, 0), 42, 0)) {
            assertEquals(good.subList(0, bad), take(loader, bad));
            for (int again = 0; again < 2; again++) {
                DatasetException e = assertThrows(DatasetException.class, loader::next);
                assertEquals("list.json: entry " + badIndex + ": x" + badIndex + ".tif: damaged", e.getMessage());
            }
        }
    }

    @Test
    void aSampleThatIsLeftOutIsReplacedTheSameWayEveryTime() throws IOException {
        MadeDataset dataset = new MadeDataset(6, 0);
        dataset.skipped.add(2);
        List<String> first = run(dataset, settings(3, 3, 4, 0), 0, 12);
        assertEquals(first, run(dataset, settings(3, 1, 1, 64), 0, 12));
        assertTrue(first.stream().noneMatch(t -> t.contains("x2,") || t.contains("x2]")));
    }

    @Test
    void aSplitWhoseSamplesAreAllLeftOutIsAnErrorAndNoHang() throws IOException {
        MadeDataset dataset = new MadeDataset(2, 0);
        dataset.skipped.addAll(List.of(0, 1));
        try (BatchLoader<HostBatch> loader =
                BatchLoader.training(dataset, SampleForm.CLASSES, settings(1, 2, 2, 0), 42, 0)) {
            String said = assertThrows(DatasetException.class, loader::next).getMessage();
            assertTrue(said.startsWith("made: split train: "), said);
        }
        assertThrows(
                DatasetException.class,
                () -> BatchLoader.training(new MadeDataset(0, 0), SampleForm.CLASSES, settings(1, 1, 1, 0), 42, 0));
    }

    @Test
    void noMoreThanTheSettingIsMadeAhead() throws Exception {
        MadeDataset dataset = new MadeDataset(50, 0);
        try (BatchLoader<HostBatch> loader =
                BatchLoader.training(dataset, SampleForm.CLASSES, settings(2, 3, 4, 0), 42, 0)) {
            while (dataset.reads.get() < 8) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertEquals(8, dataset.reads.get());
            loader.next().orElseThrow().close();
            while (dataset.reads.get() < 10) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertEquals(10, dataset.reads.get());
        }
    }

    @Test
    void waitingIsCounted() throws Exception {
        MadeDataset dataset = new MadeDataset(50, 0);
        dataset.hold();
        try (BatchLoader<HostBatch> loader =
                BatchLoader.training(dataset, SampleForm.CLASSES, settings(2, 1, 1, 0), 42, 0)) {
            FutureTask<List<String>> taking = new FutureTask<>(() -> take(loader, 1));
            Thread consumer = new Thread(taking);
            consumer.start();
            while (consumer.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            dataset.goOn();
            taking.get();
            assertTrue(loader.waitedNanos() >= 50_000_000, loader.waitedNanos() + " ns");
        }
    }

    @Test
    void closingFreesAWaitingConsumerAndEndsTheThreads() throws Exception {
        MadeDataset dataset = new MadeDataset(50, 0);
        dataset.hold();
        BatchLoader<HostBatch> loader = BatchLoader.training(dataset, SampleForm.CLASSES, settings(1, 2, 2, 0), 42, 0);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread consumer = new Thread(() -> thrown.set(assertThrows(IOException.class, loader::next)));
        consumer.start();
        while (consumer.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        loader.close();
        consumer.join();
        assertEquals("the batch loader is closed", thrown.get().getMessage());
        assertThrows(IOException.class, loader::next);
        loader.close();
    }

    @Test
    void evaluationGivesEverySampleOnceWholeAndInOrder() throws IOException {
        MadeDataset dataset = new MadeDataset(5, 2);
        dataset.skipped.add(1);
        List<String> ids = new ArrayList<>();
        try (BatchLoader<HostBatch> loader =
                BatchLoader.evaluation(dataset, SampleForm.CLASSES, "val", settings(8, 3, 3, 0), 24)) {
            assertEquals(5, loader.count());
            for (Optional<HostBatch> next = loader.next(); next.isPresent(); next = loader.next()) {
                try (HostBatch batch = next.get()) {
                    ids.addAll(batch.ids());
                    assertEquals(1, batch.size());
                    assertEquals(48, batch.height());
                    assertEquals(48, batch.width());
                    assertEquals(batch.ids().get(0), batch.samples().get(0).id());
                    assertEquals(0.5f, batch.images().get(Modality.HR).values().get(0));
                }
            }
            assertTrue(loader.next().isEmpty());
        }
        assertEquals(List.of("x0", "x2", "x3", "x4"), ids);
    }
}
