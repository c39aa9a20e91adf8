// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {

    private static final int H = 150;
    private static final int W = 203;

    @TempDir
    Path folder;

    private LocalModel model;
    private Path input;
    private Path output;
    private Path partial;

    @BeforeEach
    void open() throws IOException {
        model = new LocalModel(3, 1);
        input = Scene.geoTiff(folder.resolve("in.tif"), 3, H, W);
        output = folder.resolve("map.tif");
        partial = folder.resolve("map.tif.partial");
    }

    @AfterEach
    void close() {
        model.close();
    }

    /** Cancels when so many updates were told, and keeps the notes. */
    private static final class Stopper implements Progress {

        private final int updates;
        private final List<String> notes = new ArrayList<>();
        private int told;

        Stopper(int updates) {
            this.updates = updates;
        }

        @Override
        public void update(long done, Map<String, Double> figures) {
            told++;
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public boolean cancelled() {
            return told >= updates;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 7, 20, 47})
    void whatWasCancelledGoesOnAndEndsTheSame(int batches) throws IOException {
        Path whole = folder.resolve("whole.tif");
        Path wholeShares = folder.resolve("whole-p.tif");
        Path shares = folder.resolve("p.tif");
        // Steps of 16 in tiles of 40: what a batch settles takes tiles of several batches before it.
        MapRequest unbroken = request(whole, wholeShares);
        MapRequest broken = request(output, shares);
        int tiles = Scene.predict(model, unbroken, Progress.NONE).tiles();

        MapResult first = Scene.predict(model, broken, Scene.CAREFUL, new Stopper(batches));
        assertFalse(first.complete());
        assertFalse(Files.exists(output));
        assertFalse(Files.exists(shares));
        assertTrue(Files.exists(partial));
        Stopper none = new Stopper(Integer.MAX_VALUE);
        MapResult second = Scene.predict(model, broken, none);

        assertEquals(new MapResult(output, W, H, tiles, second.resumed(), true, LocalModel.VERSIONS), second);
        assertTrue(second.resumed() > 0);
        assertEquals(List.of("going on behind tile " + second.resumed() + " of " + tiles), none.notes);
        assertEquals(-1, Files.mismatch(whole, output));
        assertEquals(-1, Files.mismatch(wholeShares, shares));
        assertFalse(Files.exists(partial));
    }

    private MapRequest request(Path map, Path shares) {
        return new MapRequest(folder.resolve("run"), input, map, 40, 19, Optional.of(shares));
    }

    @Test
    void cancelledWhileTheFileIsWrittenItIsWrittenByTheNextCallWithoutTheModel() throws IOException {
        MapRequest request = Scene.request(input, output, 64, 16);
        // Six batches, and the first percent.
        assertFalse(Scene.predict(model, request, Scene.CAREFUL, new Stopper(7)).complete());
        assertFalse(Files.exists(output));

        MapResult result = Scene.predict(model, request, Scene.CAREFUL, Progress.NONE);

        assertEquals(result.tiles(), result.resumed());
        assertTrue(result.complete());
    }

    @Test
    void theJournalOfAnotherRequestIsPutAsideWithANote() throws IOException {
        Path whole = folder.resolve("whole.tif");
        Scene.predict(model, Scene.request(input, whole, 64, 16), Progress.NONE);
        Scene.predict(model, Scene.request(input, output, 40, 16), Scene.CAREFUL, new Stopper(3));
        Stopper none = new Stopper(Integer.MAX_VALUE);

        MapResult result = Scene.predict(model, Scene.request(input, output, 64, 16), none);

        assertEquals(0, result.resumed());
        assertEquals(
                List.of("starting over: an unfinished map of another request lay there (tile 40, now 64)"), none.notes);
        assertEquals(-1, Files.mismatch(whole, output));
    }

    @Test
    void otherViewsAtTestTimeStartOver() throws IOException {
        Path whole = folder.resolve("whole.tif");
        TestTime views = new TestTime(List.of(Flip.BOTH), List.of(1.0, 1.5));
        Scene.predict(model, Scene.request(input, whole, 40, 16, views), Progress.NONE);
        Scene.predict(model, Scene.request(input, output, 40, 16), Scene.CAREFUL, new Stopper(3));
        Stopper none = new Stopper(3);

        MapResult result = Scene.predict(model, Scene.request(input, output, 40, 16, views), Scene.CAREFUL, none);

        assertEquals(0, result.resumed());
        assertEquals(
                List.of("starting over: an unfinished map of another request lay there"
                        + " (test time flips none; scales 1.0, now flips both; scales 1.0, 1.5)"),
                none.notes);
        result = Scene.predict(model, Scene.request(input, output, 40, 16, views), Progress.NONE);
        assertTrue(result.resumed() > 0, "the same views go on");
        assertEquals(-1, Files.mismatch(whole, output));
    }

    @Test
    void anotherModelOrAChangedInputStartsOver() throws IOException {
        MapRequest request = Scene.request(input, output, 40, 16);
        Scene.predict(model, request, Scene.CAREFUL, new Stopper(3));
        try (LocalModel other = new LocalModel(3, 2)) {
            Stopper told = new Stopper(3);
            Scene.predict(other, request, Scene.CAREFUL, told);
            assertTrue(told.notes.get(0).contains("another model"), told.notes::toString);
            Files.setLastModifiedTime(input, FileTime.fromMillis(1_000_000));
            told = new Stopper(3);
            assertEquals(0, Scene.predict(other, request, Scene.CAREFUL, told).resumed());
            assertTrue(told.notes.get(0).contains("the input was changed"), told.notes::toString);
        }
    }

    @Test
    void aDamagedEndOfTheJournalCostsOnlyWhatItPromised() throws IOException {
        Path whole = folder.resolve("whole.tif");
        Scene.predict(model, Scene.request(input, whole, 40, 16), Progress.NONE);
        MapRequest request = Scene.request(input, output, 40, 16);
        Scene.predict(model, request, Scene.CAREFUL, new Stopper(6));
        Path journal = partial.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length - 2] ^= 1;
        Files.write(journal, bytes);

        MapResult result = Scene.predict(model, request, Scene.CAREFUL, Progress.NONE);

        assertTrue(result.resumed() > 0);
        assertEquals(-1, Files.mismatch(whole, output));
    }

    @Test
    void anUnfinishedRasterThatIsGoneIsToldAndNotMadeUp() throws IOException {
        MapRequest request = Scene.request(input, output, 40, 16);
        Scene.predict(model, request, Scene.CAREFUL, new Stopper(6));
        Files.delete(partial.resolve("map.staged"));

        Stopper none = new Stopper(Integer.MAX_VALUE);
        MapResult result = Scene.predict(model, request, Scene.CAREFUL, none);

        assertEquals(0, result.resumed());
        assertTrue(result.complete());
        assertEquals(List.of("starting over: the unfinished map is not beside its journal any more"), none.notes);
    }

    @Test
    void twoJobsDoNotWriteOneMap() throws IOException {
        MapRequest request = Scene.request(input, output, 40, 16);
        try (JobFolder held = JobFolder.open(output)) {
            IOException refused = assertThrows(IOException.class, () -> Scene.predict(model, request, Progress.NONE));
            assertEquals(output + ": another prediction is writing it", refused.getMessage());
            assertTrue(Files.exists(partial.resolve("lock")));
            held.remove();
        }
    }

    @Test
    void cancelledBeforeAnythingWasDoneNothingIsLeft() throws IOException {
        MapResult result = Scene.predict(model, Scene.request(input, output, 40, 16), Scene.CAREFUL, new Stopper(0));

        assertEquals(new MapResult(output, W, H, result.tiles(), 0, false, LocalModel.VERSIONS), result);
        assertFalse(Files.exists(partial));
        assertFalse(Files.exists(output));
    }

    @Test
    void anOlderMapStaysUntilTheNewOneIsWhole() throws IOException {
        Files.writeString(output, "older", StandardOpenOption.CREATE_NEW);
        MapRequest request = Scene.request(input, output, 40, 16);

        Scene.predict(model, request, Scene.CAREFUL, new Stopper(6));
        assertEquals("older", Files.readString(output));
        Scene.predict(model, request, Scene.CAREFUL, Progress.NONE);

        assertEquals(H * W, Scene.read(output).length);
    }
}
