// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which samples of a batch have which modality. */
public final class Presence {

    /** (B, C, H, W). */
    private static final int IMAGE = 4;

    private final Map<Modality, boolean[]> flags = new EnumMap<>(Modality.class);
    private final int batch;

    /**
     * Copies flags.
     *
     * @param batch samples B
     * @param given B flags a modality; a modality without an entry is absent everywhere
     */
    public Presence(int batch, Map<Modality, List<Boolean>> given) {
        this.batch = batch;
        for (Modality modality : Modality.values()) {
            boolean[] present = new boolean[batch];
            List<Boolean> own = given.get(modality);
            for (int b = 0; own != null && b < batch; b++) {
                present[b] = own.get(b);
            }
            flags.put(modality, present);
        }
    }

    /**
     * Every sample has the same.
     *
     * @param batch samples B
     * @param modalities what they have
     * @return the flags
     */
    public static Presence everywhere(int batch, Iterable<Modality> modalities) {
        Map<Modality, List<Boolean>> given = new EnumMap<>(Modality.class);
        modalities.forEach(
                m -> given.put(m, IntStream.range(0, batch).mapToObj(b -> true).toList()));
        return new Presence(batch, given);
    }

    /** {@return samples B} */
    public int batch() {
        return batch;
    }

    /**
     * Whether a sample has a modality.
     *
     * @param modality the modality
     * @param sample 0 to B-1
     * @return whether it has
     */
    public boolean has(Modality modality, int sample) {
        return flags.get(modality)[sample];
    }

    /**
     * Whether any sample has a modality.
     *
     * @param modality the modality
     * @return whether one has
     */
    public boolean any(Modality modality) {
        return IntStream.range(0, batch).anyMatch(b -> has(modality, b));
    }

    /**
     * Whether all samples have a modality.
     *
     * @param modality the modality
     * @return whether none lacks it
     */
    public boolean all(Modality modality) {
        return IntStream.range(0, batch).allMatch(b -> has(modality, b));
    }

    /** {@return whether nothing is missing} */
    boolean complete() {
        return Arrays.stream(Modality.values()).allMatch(this::all);
    }

    /** Whether any sample has both. */
    boolean anyBoth(Modality a, Modality b) {
        return IntStream.range(0, batch).anyMatch(i -> has(a, i) && has(b, i));
    }

    /**
     * The flags of a modality as an array.
     *
     * @param modality the modality
     * @param manager owns the result
     * @return (B, 1, 1, 1) boolean
     */
    public NDArray mask(Modality modality, NDManager manager) {
        return mask(manager, IMAGE, b -> has(modality, b));
    }

    /**
     * The flags of a modality as an array.
     *
     * @param modality the modality
     * @param manager owns the result
     * @param dimensions of what it is used with
     * @return (B, 1, ..., 1) boolean
     */
    public NDArray mask(Modality modality, NDManager manager, int dimensions) {
        return mask(manager, dimensions, b -> has(modality, b));
    }

    /** (B, 1, 1, 1) boolean: which samples have both. */
    NDArray maskOfBoth(Modality a, Modality b, NDManager manager) {
        return mask(manager, IMAGE, i -> has(a, i) && has(b, i));
    }

    /** (B, 1, 1, 1) float32: one over the number of other modalities that a sample has, 1 where it has none. */
    NDArray shareOfOthers(Modality modality, NDManager manager) {
        FloatBuffer shares = ByteBuffer.allocateDirect(Float.BYTES * batch)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int b = 0; b < batch; b++) {
            int sample = b;
            long others = Arrays.stream(Modality.values())
                    .filter(m -> m != modality && has(m, sample))
                    .count();
            shares.put(b, 1f / Math.max(1, others));
        }
        return Arithmetic.array(manager, shares, shape(IMAGE), DataType.FLOAT32);
    }

    private NDArray mask(NDManager manager, int dimensions, IntPredicate flag) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(batch);
        for (int b = 0; b < batch; b++) {
            bytes.put(b, (byte) (flag.test(b) ? 1 : 0));
        }
        return Arithmetic.array(manager, bytes, shape(dimensions), DataType.BOOLEAN);
    }

    private Shape shape(int dimensions) {
        long[] sides = new long[dimensions];
        Arrays.fill(sides, 1);
        sides[0] = batch;
        return new Shape(sides);
    }
}
