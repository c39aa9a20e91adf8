// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The batch that recordings were made with. */
final class Inputs {

    private final NDManager manager;
    private final NpzFile file;
    private final Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
    private final NDArray ids;
    private final NDArray hidden;

    /**
     * @param manager owns the arrays
     * @param file their file
     */
    Inputs(NDManager manager, NpzFile file) throws CheckpointException {
        this.manager = manager;
        this.file = file;
        for (Modality modality : Modality.values()) {
            images.put(modality, file.array(manager, modality.key() + "_img"));
        }
        ids = typed("mapped_targets", DataType.INT64);
        hidden = typed("anno_mask", DataType.FLOAT32);
    }

    /** {@return the true vocabulary ids, (B, H, W) int64} */
    NDArray ids() {
        return ids;
    }

    /** {@return colour images, normalised, (B, 3, H, W)} */
    NDArray targets() throws CheckpointException {
        return file.array(manager, "targets");
    }

    /** {@return rows of a vocabulary id and its colour code} */
    long[] colours() throws CheckpointException {
        return typed("idx_2_color", DataType.INT64).toLongArray();
    }

    /** {@return the batch with the flags that most recordings were made with} */
    InContextBatch batch() throws CheckpointException {
        return batch(file, "modality_info");
    }

    /** {@return the batch with the flags that a recording names} */
    InContextBatch batch(NpzFile flags, String name) throws CheckpointException {
        boolean[] values;
        try (NDArray array = flags.array(manager, name)) {
            values = array.toType(DataType.BOOLEAN, true).toBooleanArray();
        }
        Modality[] order = Modality.values();
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        for (int m = 0; m < order.length; m++) {
            List<Boolean> samples = new ArrayList<>();
            for (int b = 0; b < values.length / order.length; b++) {
                samples.add(values[b * order.length + m]);
            }
            present.put(order[m], samples);
        }
        return new InContextBatch(images, present, Map.of(), ids, hidden);
    }

    private NDArray typed(String name, DataType type) throws CheckpointException {
        try (NDArray array = file.array(manager, name)) {
            return array.toType(type, true);
        }
    }
}
