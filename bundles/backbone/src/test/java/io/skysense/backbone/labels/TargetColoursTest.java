// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.Torch;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours to ids: the reference's tables, and what it gets wrong. */
class TargetColoursTest {

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    private final TargetColours cut = new TargetColours(64, false);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with_bg", "no_bg"})
    void idsAreTheReferences(String name) throws IOException {
        int[] falling = IntStream.range(0, 64).map(i -> 64 - i).toArray();
        InContextTargets targets = cut.convert(recorded(name + "_norm"), falling);
        assertEquals(recorded(name + "_mapped"), targets.ids());
        Map<Integer, Integer> expected =
                name.equals("with_bg") ? Map.of(0, 0, 64, 594717, 63, 16777215) : Map.of(64, 594717, 63, 16777215);
        assertEquals(expected, targets.colours());
    }

    @Test
    void cuttingOffLosesWhatTheReferenceLoses() throws IOException {
        long[] expected = recorded("roundtrip").toLongArray();
        int[][] counts = new int[2][3];
        for (int value = 0; value < 256; value++) {
            for (int band = 0; band < 3; band++) {
                int[] colour = new int[3];
                colour[band] = value;
                int shift = 16 - 8 * band;
                assertEquals(expected[256 * band + value], code(cut, colour) >> shift, band + ": " + value);
                counts[0][band] += code(cut, colour) >> shift == value ? 0 : 1;
                counts[1][band] += code(new TargetColours(64, true), colour) >> shift == value ? 0 : 1;
            }
        }
        assertArrayEquals(new int[] {62, 39, 36}, counts[0]);
        assertArrayEquals(new int[3], counts[1], "rounding loses nothing");
    }

    @Test
    void moreColoursThanEntriesAreRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> cut.convertColours(greys(65, 1), ids()))
                .getMessage();
        assertTrue(message.contains("more than 64 colours"), message);
        assertEquals(64, cut.convertColours(greys(64, 1), ids()).colours().size());
        assertEquals(65, cut.convertColours(greys(65, 0), ids()).colours().size(), "black is no entry");
    }

    @Test
    void valuesThatAreNoColoursAreRefused() {
        for (float wrong : new float[] {Float.NaN, 3, -3, Float.POSITIVE_INFINITY}) {
            NDArray targets = manager.create(new float[] {wrong, 0, 0}, new Shape(1, 3, 1, 1));
            assertThrows(IllegalArgumentException.class, () -> cut.convert(targets, ids()));
        }
        NDArray flat = manager.zeros(new Shape(1, 1, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> cut.convert(flat, ids()));
    }

    @Test
    void theSeedDecidesThePermutation() {
        assertArrayEquals(cut.permutation(5), cut.permutation(5));
        assertFalse(Arrays.equals(cut.permutation(5), cut.permutation(6)));
        assertArrayEquals(ids(), Arrays.stream(cut.permutation(5)).sorted().toArray());
    }

    @Test
    void pixelsOfABatchShareTheirIds() {
        byte[] values = {1, 0, 2, 2, 9, 0, 0, 1, 9, 9, 7, 0};
        NDArray colours = uint8(values, new Shape(2, 3, 2, 1));
        InContextTargets targets = cut.convertColours(colours, ids());
        // (1,2,9), (0,2,0), (0,9,7), (1,9,0) as red, green, blue of the pixels, sorted by code.
        assertArrayEquals(new long[] {3, 1, 2, 4}, targets.ids().toLongArray());
        assertEquals(0x010209, targets.colours().get(3));
    }

    private NDArray recorded(String name) throws IOException {
        try (NpzFile file = NpzFile.open(Golden.reference("fixtures/data.npz"))) {
            return file.array(manager, "convert_target/" + name);
        }
    }

    private static int code(TargetColours colours, int[] colour) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            float[] normalised = new float[3];
            for (int band = 0; band < 3; band++) {
                normalised[band] = (colour[band] / 255f - MEAN[band]) / STD[band];
            }
            NDArray targets = manager.create(normalised, new Shape(1, 3, 1, 1));
            return colours.convert(targets, ids()).colours().values().iterator().next();
        }
    }

    private NDArray greys(int count, int first) {
        byte[] values = new byte[3 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (first + i % count);
        }
        return uint8(values, new Shape(1, 3, count, 1));
    }

    private NDArray uint8(byte[] values, Shape shape) {
        return manager.create(ByteBuffer.wrap(values), shape, DataType.UINT8);
    }

    private static int[] ids() {
        return IntStream.rangeClosed(1, 64).toArray();
    }
}
