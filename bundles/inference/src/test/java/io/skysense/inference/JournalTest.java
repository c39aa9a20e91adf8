// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final TestTime FLIPS = new TestTime(List.of(Flip.values()), List.of(0.75, 1.0));
    private static final JobKey KEY = key(5, "ab", 16, FLIPS);

    @TempDir
    Path folder;

    @Test
    void saysWhatWasPromisedLast() throws IOException {
        Path file = written(3, 5, 8);

        Journal.Entry entry = Journal.read(file).orElseThrow();

        assertEquals(KEY, entry.key());
        assertEquals(8, entry.batches());
        assertEquals(Files.size(file), entry.length());
    }

    @Test
    void anAbsentOneSaysNothing() throws IOException {
        assertEquals(Optional.empty(), Journal.read(folder.resolve("none")));
    }

    @Test
    void everyCutAndEveryBrokenByteLeavesAPromiseThatWasMade() throws IOException {
        byte[] whole = Files.readAllBytes(written(3, 5, 8));
        Path file = folder.resolve("damaged");
        for (int at = 0; at < whole.length; at++) {
            Files.write(file, Arrays.copyOf(whole, at));
            assertPromised(Journal.read(file));
            byte[] broken = whole.clone();
            broken[at] ^= 0x10;
            Files.write(file, broken);
            assertPromised(Journal.read(file));
        }
    }

    @Test
    void goesOnBehindTheLastSoundLine() throws IOException {
        Path file = written(3);
        Files.writeString(file, Files.readString(file) + "deadbeef 9");

        Journal.Entry entry = Journal.read(file).orElseThrow();
        assertEquals(3, entry.batches());
        try (Journal journal = Journal.resume(file, entry)) {
            journal.commit(4);
        }

        assertEquals(4, Journal.read(file).orElseThrow().batches());
        assertEquals(3, Files.readAllLines(file).size());
    }

    @Test
    void aKeyTellsWhatDiffers() {
        JobKey other = key(6, "cd", 32, TestTime.NONE);

        assertEquals(List.of(), KEY.differences(KEY));
        assertEquals(
                List.of(
                        "the input was changed",
                        "another model",
                        "overlap 16, now 32",
                        "test time flips horizontal, vertical, both; scales 0.75, 1.0, now flips none; scales 1.0"),
                KEY.differences(other));
        assertEquals(Optional.of(KEY), JobKey.parse(KEY.toLine()));
        assertEquals(Optional.empty(), JobKey.parse("{\"format\":2}"));
    }

    @Test
    void aKeyOfATimeWithoutTestTimeIsOneOfTilesAsTheyAre() {
        JobKey plain = key(5, "ab", 16, TestTime.NONE);
        String older = plain.toLine().replaceFirst(",\"testTime\":\\{[^}]*}", "");

        assertFalse(older.contains("testTime"), older);
        assertEquals(Optional.of(plain), JobKey.parse(older));
    }

    private static JobKey key(long bytes, String model, int overlap, TestTime testTime) {
        return new JobKey(
                "s 1.0",
                List.of("/in \"x\".tif"),
                List.of(bytes),
                List.of(7L),
                10,
                20,
                model,
                64,
                overlap,
                8,
                2,
                true,
                testTime);
    }

    private static void assertPromised(Optional<Journal.Entry> entry) {
        entry.ifPresent(e -> {
            assertEquals(KEY, e.key());
            assertTrue(List.of(0, 3, 5, 8).contains(e.batches()), () -> "" + e.batches());
        });
    }

    private Path written(int... promises) throws IOException {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.begin(file, KEY)) {
            for (int p : promises) {
                journal.commit(p);
            }
        }
        return file;
    }
}
