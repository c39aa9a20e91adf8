// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Which blocks of a collage's annotation are masked: 8 by 4 blocks, 16 of them masked.
 *
 * <p>Random masks follow Bao, Dong, Piao and Wei, "BEiT: BERT Pre-Training of Image Transformers", ICLR 2022, algorithm
 * 1: rectangles of at least 4 blocks and of aspect 0.3 to 1/0.3 are added until half is masked; what is missing
 * when none fits any more is drawn block by block.
 */
public final class BlockMask {

    /** Rows of blocks. */
    public static final int ROWS = 8;

    /** Columns of blocks. */
    public static final int COLUMNS = 4;

    /** Masked blocks of every mask. */
    public static final int MASKED = ROWS * COLUMNS / 2;

    private static final int LEAST = 4;
    private static final int ATTEMPTS = 10;
    private static final double LOG_ASPECT = StrictMath.log(1 / 0.3);

    private BlockMask() {}

    /** {@return the mask of the lower half: (8, 4), 1 = masked} */
    public static float[] lowerHalf() {
        float[] mask = new float[ROWS * COLUMNS];
        Arrays.fill(mask, ROWS / 2 * COLUMNS, mask.length, 1);
        return mask;
    }

    /**
     * Draws a mask of blocks.
     *
     * @param random the item's generator
     * @return (8, 4), 1 = masked, exactly {@link #MASKED} of them
     */
    public static float[] random(RandomGenerator random) {
        float[] mask = new float[ROWS * COLUMNS];
        int masked = 0;
        int added = -1;
        while (masked < MASKED && added != 0) {
            added = addRectangle(mask, MASKED - masked, random);
            masked += added;
        }
        for (; masked < MASKED; masked++) {
            mask[freeBlock(mask, random.nextInt(mask.length - masked))] = 1;
        }
        return mask;
    }

    /** Masks one more rectangle that adds 1 to {@code room} blocks; returns how many, 0 if none is found. */
    private static int addRectangle(float[] mask, int room, RandomGenerator random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = LEAST + (room - LEAST) * random.nextDouble();
            double aspect = StrictMath.exp(LOG_ASPECT * (2 * random.nextDouble() - 1));
            int height = (int) Math.rint(Math.sqrt(area * aspect));
            int width = (int) Math.rint(Math.sqrt(area / aspect));
            if (height >= ROWS || width >= COLUMNS) {
                continue;
            }
            int top = random.nextInt(ROWS - height + 1);
            int left = random.nextInt(COLUMNS - width + 1);
            int fresh = cover(mask, top, left, height, width, false);
            if (fresh > 0 && fresh <= room) {
                return cover(mask, top, left, height, width, true);
            }
        }
        return 0;
    }

    /** Counts the unmasked blocks of a rectangle, and masks them if asked to. */
    private static int cover(float[] mask, int top, int left, int height, int width, boolean write) {
        int fresh = 0;
        for (int r = top; r < top + height; r++) {
            for (int c = left; c < left + width; c++) {
                int at = r * COLUMNS + c;
                fresh += mask[at] == 0 ? 1 : 0;
                mask[at] = write ? 1 : mask[at];
            }
        }
        return fresh;
    }

    /** Finds the n-th block that is not masked. */
    private static int freeBlock(float[] mask, int n) {
        int left = n;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0 && left-- == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("fewer than " + (n + 1) + " blocks are free");
    }
}
