// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.labels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Colours to vocabulary ids: black is 0, the other colours of a batch, ascending by their code, get the first entries of
 * a permutation of 1 to V.
 */
public final class TargetColours {

    /** Of images and labels alike (ImageNet). */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] STD = {0.229f, 0.224f, 0.225f};
    private static final int BANDS = 3;

    private final int vocabulary;
    private final boolean rounds;

    /**
     * Makes the conversion.
     *
     * @param vocabulary number V of entries
     * @param rounds whether a value is rounded when the normalisation is undone. The reference cuts it off, by which
     *     about 50 of the 256 values of a band become one less, and (1, 1, 1) becomes background
     */
    public TargetColours(int vocabulary, boolean rounds) {
        this.vocabulary = vocabulary;
        this.rounds = rounds;
    }

    /**
     * The permutation of a seed.
     *
     * @param seed any number
     * @return 1 to V in another order
     */
    public int[] permutation(long seed) {
        int[] ids = new int[vocabulary];
        Random random = new Random(seed);
        for (int i = 0; i < vocabulary; i++) {
            int j = random.nextInt(i + 1);
            ids[i] = ids[j];
            ids[j] = i + 1;
        }
        return ids;
    }

    /**
     * Converts normalised colour images.
     *
     * @param targets (B, 3, H, W) float32
     * @param permutation 1 to V in any order
     * @return (B, H, W) ids and their colours
     * @throws IllegalArgumentException for more than V colours, another shape, or a value that is no colour
     */
    public InContextTargets convert(NDArray targets, int[] permutation) {
        Shape shape = checked(targets, DataType.FLOAT32);
        return ids(targets.getManager(), shape, codes(targets.toFloatArray(), shape), permutation);
    }

    /**
     * Converts colour images.
     *
     * @param colours (B, 3, H, W) uint8
     * @param permutation 1 to V in any order
     * @return (B, H, W) ids and their colours
     * @throws IllegalArgumentException for more than V colours, or another shape
     */
    public InContextTargets convertColours(NDArray colours, int[] permutation) {
        Shape shape = checked(colours, DataType.UINT8);
        byte[] values = colours.toByteArray();
        int plane = Math.toIntExact(shape.get(2) * shape.get(3));
        int[] codes = new int[values.length / BANDS];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / (BANDS * plane) * plane + i % plane;
            codes[pixel] = codes[pixel] << Byte.SIZE | Byte.toUnsignedInt(values[i]);
        }
        return ids(colours.getManager(), shape, codes, permutation);
    }

    /** The float32 arithmetic is the reference's, whose last bit decides what is cut off. */
    private int[] codes(float[] values, Shape shape) {
        int plane = Math.toIntExact(shape.get(2) * shape.get(3));
        int[] codes = new int[values.length / BANDS];
        for (int i = 0; i < values.length; i++) {
            int band = i / plane % BANDS;
            float value = (values[i] * STD[band] + MEAN[band]) * 255f;
            int level = rounds ? Math.round(value) : (int) value;
            if (!(value > -1 && level <= 255)) {
                throw new IllegalArgumentException("targets " + shape + ": " + values[i]
                        + " is no normalised colour: it stands for " + value + ", not for 0 to 255");
            }
            int pixel = i / (BANDS * plane) * plane + i % plane;
            codes[pixel] = codes[pixel] << Byte.SIZE | Math.max(0, level);
        }
        return codes;
    }

    private InContextTargets ids(NDManager manager, Shape shape, int[] codes, int[] permutation) {
        Map<Integer, Integer> idOf = new HashMap<>();
        Map<Integer, Integer> colours = new HashMap<>();
        for (int code : colours(codes)) {
            int id = code == 0 ? 0 : permutation[idOf.size() - (idOf.containsKey(0) ? 1 : 0)];
            idOf.put(code, id);
            colours.put(id, code);
        }
        LongBuffer ids = ByteBuffer.allocateDirect(Math.multiplyExact(Long.BYTES, codes.length))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        int last = 0;
        long id = 0;
        for (int i = 0; i < codes.length; i++) {
            if (i == 0 || codes[i] != last) {
                last = codes[i];
                id = idOf.get(last);
            }
            ids.put(i, id);
        }
        Shape result = new Shape(shape.get(0), shape.get(2), shape.get(3));
        return new InContextTargets(Arithmetic.array(manager, ids, result, DataType.INT64), colours);
    }

    /** The colours that occur, ascending; no more than fit are looked for. */
    private SortedSet<Integer> colours(int[] codes) {
        SortedSet<Integer> colours = new TreeSet<>();
        int last = -1;
        for (int code : codes) {
            if (code != last) {
                last = code;
                colours.add(code);
                if (colours.size() - (colours.first() == 0 ? 1 : 0) > vocabulary) {
                    throw new IllegalArgumentException("targets: more than " + vocabulary
                            + " colours beside black, as many as the vocabulary has entries");
                }
            }
        }
        return colours;
    }

    private static Shape checked(NDArray targets, DataType type) {
        Shape shape = targets.getShape();
        if (shape.dimension() != 4 || shape.get(1) != BANDS || targets.getDataType() != type) {
            throw new IllegalArgumentException(
                    "targets: (B, 3, H, W) of " + type + " is expected, not " + shape + " of " + targets.getDataType());
        }
        return shape;
    }
}
