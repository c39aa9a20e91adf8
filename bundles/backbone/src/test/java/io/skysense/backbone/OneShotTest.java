// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextPrompt;
import io.skysense.engine.Torch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One shot: only colours of the example and black are answered, the same for the same seed. */
class OneShotTest {

    private static final int SIDE = 128;

    private NDManager manager;
    private SkySensePlusPlus network;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(5);
        network = TinyModel.build(manager, EnumSet.of(Modality.HR, Modality.S2));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void answersAreColoursOfTheExampleOrBlack() {
        NDArray answer = network.segment(prompt(7));
        assertEquals(new Shape(2, SIDE, SIDE), answer.getShape());
        assertEquals(DataType.INT64, answer.getDataType());
        Set<Long> colours = Arrays.stream(answer.toLongArray()).boxed().collect(Collectors.toSet());
        assertTrue(Set.of(0L, 0xff0000L, 0x0a0b0cL).containsAll(colours), colours.toString());
        assertEquals(answer, network.segment(prompt(7)), "the same seed gives the same answer");
    }

    @Test
    void theAnswerIsTheGreatestScoreOfTheIdsInUse() {
        InContextPrompt prompt = prompt(7);
        NDArray answer = network.segment(prompt);
        int[] permutation = network.colours().permutation(7);
        NDArray ids =
                network.colours().convertColours(prompt.colours(), permutation).ids();
        NDArray pair = prompt.image().concat(prompt.query(), 2);
        NDArray both = ids.concat(ids.zerosLike(), 1);
        NDArray hidden = manager.create(new float[] {0, 1, 0, 1}, new Shape(2, 2, 1));
        NDArray logits = network.forward(
                        new InContextBatch(Map.of(Modality.HR, pair), Map.of(), Map.of(), both, hidden), false)
                .logits()
                .get(":, :, " + SIDE + ":");
        NDArray used = new NDList(
                        logits.get(":, 0"), logits.get(":, " + permutation[0]), logits.get(":, " + permutation[1]))
                .stream()
                        .map(x -> x.expandDims(1))
                        .reduce((a, b) -> a.concat(b, 1))
                        .orElseThrow();
        long[] best = used.argMax(1).toLongArray();
        long[] codes = {0, 0x0a0b0c, 0xff0000};
        long[] given = answer.toLongArray();
        long same = 0;
        for (int i = 0; i < best.length; i++) {
            same += codes[(int) best[i]] == given[i] ? 1 : 0;
        }
        // Equal scores may fall either way.
        assertTrue(same > 0.999 * best.length, same + " of " + best.length);
    }

    @Test
    void promptsThatDoNotFitAreRefused() {
        InContextPrompt good = prompt(1);
        NDArray flat = manager.zeros(new Shape(2, 3, SIDE, 2 * SIDE));
        refused(new InContextPrompt(flat, good.colours(), flat, 1), "image: (B, C, S, S) is expected, not");
        refused(new InContextPrompt(good.image(), good.colours(), flat, 1), "query (2, 3, 128, 256): (2, 3, 128, 128)");
        NDArray wrong = good.colours().toType(DataType.FLOAT32, false);
        refused(new InContextPrompt(good.image(), wrong, good.query(), 1), "of uint8 is expected");
        NDArray small = manager.zeros(new Shape(2, 3, 64, 64));
        NDArray black = manager.zeros(new Shape(2, 3, 64, 64), DataType.UINT8);
        refused(new InContextPrompt(small, black, small, 1), "smaller than an attention window");
    }

    private void refused(InContextPrompt prompt, String cause) {
        String message = assertThrows(IllegalArgumentException.class, () -> network.segment(prompt))
                .getMessage();
        assertTrue(message.contains(cause), message);
    }

    /** Two examples; the upper half of their labels is red, then there is a dark grey, and in the second no black. */
    private InContextPrompt prompt(long seed) {
        byte[] colours = new byte[2 * 3 * SIDE * SIDE];
        for (int i = 0; i < colours.length; i++) {
            int band = i / (SIDE * SIDE) % 3;
            int row = i / SIDE % SIDE;
            boolean first = i < colours.length / 2;
            int value = row < SIDE / 2 ? (band == 0 ? 255 : 0) : first && row > 100 ? 0 : 10 + band;
            colours[i] = (byte) value;
        }
        Torch.seed(99);
        Shape shape = new Shape(2, 3, SIDE, SIDE);
        NDArray labels = manager.create(ByteBuffer.wrap(colours), shape, DataType.UINT8);
        return new InContextPrompt(manager.randomNormal(shape), labels, manager.randomNormal(shape), seed);
    }
}
