// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.InContextSettings;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostImages;
import io.skysense.dataset.kit.sampler.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InContextBatchesTest {

    private static final int SIZE = 64;

    private static DataSettings data(int batch, int threads) {
        return new DataSettings(
                "", "train", "val", 16, batch, threads, 3, 0, SizeMismatch.CROP, DataSettings.Augment.DEFAULTS);
    }

    private static InContextSettings context(int repeat, List<Double> combScale) {
        return new InContextSettings(
                List.of(), 8, repeat, 2, SIZE, List.of(.5, 1.0), combScale, List.of(.75, 4.0 / 3), .5, .3, 64);
    }

    private static final InContextSettings CONTEXT = context(3, List.of(.3, 1.0));

    private static List<Dataset> three() {
        return List.of(
                new MadeScenes("all", 20, 256, Modality.HR, Modality.S2, Modality.S1),
                new MadeScenes("hr", 5, 192, Modality.HR),
                new MadeScenes("coarse", 9, 1024, Modality.S2, Modality.S1));
    }

    private static InContextBatches training(List<Dataset> datasets, Shard shard) throws IOException {
        return InContextBatches.training(datasets, data(3, 1), CONTEXT, 42, shard);
    }

    private static String text(InContextHostBatch batch) {
        StringBuilder text = new StringBuilder().append(batch.number()).append(batch.ids());
        for (Map.Entry<Modality, HostImages> entry : new TreeMap<>(batch.images()).entrySet()) {
            text.append(entry.getKey()).append(entry.getValue().present());
            text.append(entry.getValue().values().hashCode())
                    .append(List.of(batch.days().get(entry.getKey()).length));
        }
        return text.append(batch.targets().hashCode())
                .append(batch.hidden().hashCode())
                .append(batch.classes())
                .toString();
    }

    private static List<String> run(InContextBatches source, int threads, long first, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        try (BatchLoader<InContextHostBatch> loader = BatchLoader.of(source, first, data(3, threads))) {
            while (texts.size() < count) {
                try (InContextHostBatch batch = loader.next().orElseThrow()) {
                    texts.add(text(batch));
                }
            }
        }
        return texts;
    }

    /** What a test wants to know of a batch while it is open. */
    private interface Look {
        void at(InContextHostBatch batch) throws IOException;
    }

    private static void each(InContextBatches source, int most, Look look) throws IOException {
        try (BatchLoader<InContextHostBatch> loader = BatchLoader.of(source, 0, data(1, 2))) {
            for (int i = 0; i < most; i++) {
                Optional<InContextHostBatch> next = loader.next();
                if (next.isEmpty()) {
                    return;
                }
                try (InContextHostBatch batch = next.get()) {
                    look.at(batch);
                }
            }
        }
    }

    @Test
    void batchesAreTheSameForAnyNumberOfThreadsAndAfterAResume() throws IOException {
        List<String> one = run(training(three(), Shard.WHOLE), 1, 0, 14);
        assertEquals(one, run(training(three(), Shard.WHOLE), 4, 0, 14));
        assertEquals(one.subList(9, 14), run(training(three(), Shard.WHOLE), 2, 9, 5));
        assertNotEquals(one.get(0).substring(1), one.get(13).substring(2));
    }

    @Test
    void anEpochVisitsEveryClassOfEveryDatasetAsOftenAndShardsShareItOut() throws IOException {
        InContextBatches whole = training(three(), Shard.WHOLE);
        // Four classes of each occur; the fifth never does.
        assertEquals(3 * 4 * 3, whole.epochLength());
        Map<String, Integer> visits = new HashMap<>();
        Set<String> all = new HashSet<>();
        each(whole, 12, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                CollageClasses classes = batch.classes().get(i);
                visits.merge(classes.dataset() + classes.current(), 1, Integer::sum);
                all.add(batch.ids().get(i) + classes);
            }
        });
        assertEquals(12, visits.size());
        assertEquals(Set.of(3), new HashSet<>(visits.values()));
        Set<String> shared = new HashSet<>();
        for (int rank = 0; rank < 2; rank++) {
            each(training(three(), new Shard(rank, 2)), 6, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    // Reused colours are the batch's; here there are too few classes for that.
                    assertTrue(shared.add(batch.ids().get(i) + batch.classes().get(i)), "taken twice");
                }
            });
        }
        assertEquals(all, shared);
    }

    @Test
    void shapesAreThoseOfTheModelAndFlagsSayWhatIsThere() throws IOException {
        Set<Set<Modality>> seen = new HashSet<>();
        each(training(three(), Shard.WHOLE), 12, batch -> {
            assertEquals(3, batch.size());
            assertEquals(3 * 3 * 2 * SIZE * SIZE, batch.targets().remaining());
            assertEquals(3 * 32, batch.hidden().remaining());
            assertTrue(batch.targets().isDirect());
            for (int i = 0; i < batch.size(); i++) {
                int item = i;
                Set<Modality> present = new HashSet<>();
                batch.images().forEach((modality, images) -> {
                    int cell = modality == Modality.HR ? 1 : 32;
                    assertEquals(2 * SIZE / cell, images.height());
                    assertEquals(SIZE / cell, images.width());
                    assertEquals(
                            3 * 2 * images.height() * images.width(),
                            images.values().remaining());
                    boolean has = images.present().get(item);
                    assertEquals(has, batch.days().get(modality)[item] >= 31);
                    if (has) {
                        present.add(modality);
                    }
                });
                seen.add(present);
                float masked = 0;
                for (int b = 0; b < 32; b++) {
                    masked += batch.hidden().get(32 * i + b);
                }
                assertEquals(16, masked);
            }
        });
        assertEquals(
                Set.of(
                        Set.of(Modality.HR, Modality.S2, Modality.S1),
                        Set.of(Modality.HR),
                        Set.of(Modality.S2, Modality.S1)),
                seen);
    }

    /** Two images side by side, taken whole, so that what each sensor shows can be told from its values. */
    @Test
    void allSensorsShowTheSameGround() throws IOException {
        InContextSettings pair = new InContextSettings(
                List.of(), 2, 10, 1, 128, List.of(.5, 1.0), List.of(1.0, 1.0), List.of(.5, .5), 0, .3, 64);
        MadeScenes scenes = new MadeScenes("all", 12, 512, Modality.HR, Modality.S2, Modality.S1);
        InContextBatches source = InContextBatches.training(List.of(scenes), data(1, 1), pair, 7, Shard.WHOLE);
        each(source, 20, batch -> {
            HostImages hr = batch.images().get(Modality.HR);
            for (Modality modality : List.of(Modality.S2, Modality.S1)) {
                HostImages coarse = batch.images().get(modality);
                assertEquals(mean(hr, 0), mean(coarse, 0), 2.5);
                assertEquals(mean(hr, 1), mean(coarse, 1), 2.5);
            }
        });
    }

    private static double mean(HostImages images, int band) {
        int pixels = images.height() * images.width();
        double sum = 0;
        for (int p = 0; p < pixels; p++) {
            sum += images.values().get(band * pixels + p);
        }
        return sum / pixels;
    }

    @Test
    void validationHasFixedColoursTheLowerHalfMaskedAndOneDatasetABatch() throws IOException {
        InContextBatches source = InContextBatches.validation(three(), data(3, 1), CONTEXT, 5);
        assertEquals(3 * 4 * 2, source.epochLength());
        int[] painter = Painter.colors(MadeScenes.CLASSES);
        Map<String, Integer> visits = new HashMap<>();
        each(source, 1000, batch -> {
            assertEquals(1, new HashSet<>(batch.datasets()).size());
            for (int i = 0; i < batch.size(); i++) {
                CollageClasses classes = batch.classes().get(i);
                visits.merge(classes.dataset() + classes.current(), 1, Integer::sum);
                classes.colors().forEach((c, color) -> assertEquals(painter[c], color));
                float[] hidden = new float[32];
                batch.hidden().get(32 * i, hidden);
                assertArrayEquals(BlockMask.lowerHalf(), hidden);
            }
        });
        assertEquals(12, visits.size());
        assertEquals(Set.of(2), new HashSet<>(visits.values()));
        assertEquals(run(source, 1, 0, 5), run(InContextBatches.validation(three(), data(3, 1), CONTEXT, 5), 3, 0, 5));
    }

    @Test
    void coloursOfTargetsAreThoseOfTheClassesAndBlack() throws IOException {
        each(training(three(), Shard.WHOLE), 6, batch -> {
            int plane = batch.height() * batch.width();
            for (int i = 0; i < batch.size(); i++) {
                Set<Integer> allowed =
                        new HashSet<>(batch.classes().get(i).byColor().keySet());
                assertFalse(allowed.contains(0));
                assertEquals(batch.classes().get(i).colors().size(), allowed.size());
                allowed.add(0);
                for (int p = 0; p < plane; p += 7) {
                    int color = 0;
                    for (int channel = 0; channel < 3; channel++) {
                        float value = batch.targets().get((3 * i + channel) * plane + p);
                        color = color << 8 | code(channel, value);
                    }
                    assertTrue(allowed.contains(color), Integer.toHexString(color));
                }
            }
        });
    }

    private static int code(int channel, float value) {
        float black = CollageTargets.normalized(channel, 0);
        float white = CollageTargets.normalized(channel, 255);
        return Math.round((value - black) / (white - black) * 255);
    }

    @Test
    void aRecordWhoseLabelLacksTheClassIsReplacedTheSameWayEveryTime() throws IOException {
        List<String> first = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            MadeScenes lying = new MadeScenes("lying", 20, 64, Modality.HR);
            lying.listed.put(4, List.of(0, 1, 2, 3));
            lying.leftOut.add(7);
            InContextBatches source = training(List.of(lying), Shard.WHOLE);
            List<String> texts = run(source, 1 + time, 0, 8);
            assertTrue(source.replaced() > 0);
            assertTrue(texts.stream().noneMatch(t -> t.contains("lying7,") || t.contains("lying7]")));
            assertEquals(0, lying.open.get());
            assertTrue(first.isEmpty() || first.equals(texts));
            first.addAll(texts);
        }
    }

    @Test
    void aClassThatNoLabelHoldsIsAnErrorAndNoHang() throws IOException {
        MadeScenes lying = new MadeScenes("lying", 3, 64, Modality.HR);
        for (int i = 0; i < 3; i++) {
            lying.listed.put(i, List.of(4));
        }
        InContextBatches source = training(List.of(lying), Shard.WHOLE);
        try (BatchLoader<InContextHostBatch> loader = BatchLoader.of(source, 0, data(1, 1))) {
            String said = assertThrows(DatasetException.class, loader::next).getMessage();
            assertTrue(said.startsWith("lying: split train: class class4: "), said);
        }
        assertEquals(0, lying.open.get());
    }

    @Test
    void whereTheListDoesNotSayTheLabelsAreRead() throws IOException {
        MadeScenes silent = new MadeScenes("silent", 6, 64, Modality.HR);
        for (int i = 0; i < 6; i++) {
            silent.listed.put(i, List.of());
        }
        InContextBatches source = training(List.of(silent), Shard.WHOLE);
        assertEquals(4 * 3, source.epochLength());
        assertEquals(0, silent.open.get());
    }

    @Test
    void datasetsThatDoNotAgreeInBandsAreRefused() {
        List<Dataset> datasets =
                List.of(new MadeScenes("two", 3, 64, 2, Modality.S2), new MadeScenes("four", 3, 64, 4, Modality.S2));
        String said = assertThrows(DatasetException.class, () -> training(datasets, Shard.WHOLE))
                .getMessage();
        assertEquals("datasets that are mixed need the same bands: s2 has 2 in two and 4 in four", said);
    }

    @Test
    void aSplitWithoutAnyClassIsRefused() {
        List<Dataset> empty = List.of(new MadeScenes("empty", 0, 64, Modality.HR));
        String said = assertThrows(DatasetException.class, () -> training(empty, Shard.WHOLE))
                .getMessage();
        assertEquals("empty: split train: no record holds any class", said);
    }
}
