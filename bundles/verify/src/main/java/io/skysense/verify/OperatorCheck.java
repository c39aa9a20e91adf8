// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Pooling;
import io.skysense.engine.ops.Resize;
import io.skysense.engine.ops.Rounding;
import io.skysense.engine.ops.WindowAttention;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recorded results of single operators, whose names say what was done. */
final class OperatorCheck {

    private static final Pattern TO = Pattern.compile("(.*)_(?:re)?(?:sized_|to_)(\\d+)x(\\d+)");
    private static final Pattern POSITIONS = Pattern.compile("pos_embed_bicubic_(\\d+)x(\\d+)_to_(\\d+)x(\\d+)");
    private static final Pattern MASK = Pattern.compile("attn_mask_(\\d+)x(\\d+)_w(\\d+)_s(\\d+)");

    private final Recording recording;
    private final NDManager manager;

    /**
     * @param recording {@code units.npz}
     * @param manager owns the arrays
     */
    OperatorCheck(Recording recording, NDManager manager) {
        this.recording = recording;
        this.manager = manager;
    }

    /**
     * Computes what an array should be.
     *
     * @param name its name in the recording
     * @return the array; null if it is no operator's result
     */
    NDArray compute(String name) throws CheckpointException {
        Matcher mask = MASK.matcher(name);
        if (mask.matches()) {
            NDArray like = manager.zeros(new Shape(1));
            return WindowAttention.shiftMask(like, number(mask, 1), number(mask, 2), number(mask, 3), number(mask, 4));
        }
        Matcher positions = POSITIONS.matcher(name);
        if (positions.matches()) {
            return positions(positions);
        }
        return switch (name) {
            case "gelu/y" -> Activations.gelu(array("gelu/x"));
            case "bf16/y" -> Rounding.bfloat16(array("bf16/x"));
            case "resize/bilinear_scale2" -> Resize.bilinear(array("resize/x"), 16, 8, false);
            case "resize/bilinear_ac1_scale4" -> Resize.bilinear(array("resize/x"), 32, 16, true);
            default -> sized(name);
        };
    }

    private NDArray sized(String name) throws CheckpointException {
        Matcher to = TO.matcher(name);
        if (name.startsWith("resize/bilinear_ac0") && to.matches()) {
            return Resize.bilinear(array("resize/x"), number(to, 2), number(to, 3), false);
        }
        if (name.startsWith("pool/adaptive")) {
            String rest = name.substring("pool/adaptive".length());
            int side = Integer.parseInt(rest.replaceFirst("_.*", ""));
            NDArray pooled = Pooling.adaptiveAverage(array("pool/x"), side, side);
            return to.matches() ? Resize.bilinear(pooled, number(to, 2), number(to, 3), false) : pooled;
        }
        return null;
    }

    /** (1, h*w, C) seen as a grid, resized, and made a list again. */
    private NDArray positions(Matcher name) throws CheckpointException {
        NDArray embedding = array("pos_embed_" + name.group(1) + "x" + name.group(2));
        long channels = embedding.getShape().get(2);
        NDArray grid =
                embedding.reshape(1, number(name, 1), number(name, 2), channels).transpose(0, 3, 1, 2);
        return Resize.bicubic(grid, number(name, 3), number(name, 4), false)
                .transpose(0, 2, 3, 1)
                .reshape(1, -1, channels);
    }

    private NDArray array(String name) throws CheckpointException {
        return recording.file().array(manager, name).toType(DataType.FLOAT32, false);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
