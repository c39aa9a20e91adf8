// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.cabuar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CabuarReaderTest extends DatasetReaderContract {

    private static final int SIDE = 10;

    @Override
    protected DatasetReader reader() {
        return new CabuarReader();
    }

    /** The reference's arrays and list files, with its keys. */
    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "cabuar");
        Files.writeString(
                copy.file("cabura_train_fold0_3.json"), "[" + patch(copy, "u1_0") + "," + patch(copy, "u1_1") + "]");
        Files.writeString(copy.file("cabura_val_fold_4.json"), "[" + patch(copy, "u2_0") + "]");
        return copy.root();
    }

    private static String patch(TinyCopy copy, String name) throws IOException {
        TinyArray image = TinyArray.of("<f4", new int[] {10, SIDE, SIDE}, 4.5, 6, 7.5);
        TinyArray.npz(copy.file(name + "_post_fire.npz"), Map.of("image", image));
        TinyArray mask = TinyArray.of("<u2", new int[] {SIDE, SIDE}, 0, 1);
        TinyArray.npz(copy.file(name + "_mask.npz"), Map.of("image", mask));
        return ("{\"post_fire\": \"cabuar/%1$s_post_fire.npz\", \"pre_fire\": \"cabuar/%1$s_pre_fire.npz\","
                        + " \"mask\": \"cabuar/%1$s_mask.npz\"}")
                .formatted(name);
    }

    @Test
    void theImageAfterTheFireIsReadAndItsMaskIsTheLabel() throws IOException {
        Sample sample = read("train", 1);

        ImageCube image = sample.images().get(Modality.S2);
        assertEquals(10, image.bands());
        assertEquals(4.5f, image.values()[0]);
        assertEquals(1, sample.label().orElseThrow().at(0, 1));
    }
}
