// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2smsfloods;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.contract.DatasetReaderContract;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class C2SmsFloodsReaderTest extends DatasetReaderContract {

    private static final int SIDE = 10;

    @Override
    protected DatasetReader reader() {
        return new C2SmsFloodsReader();
    }

    /** Arrays without a name of their own, as the reference has them, one chip seen by both sensors. */
    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "c2smsfloods");
        String one = chip(copy, "a_0-0");
        array(copy, "s1/a_0-0.npz", TinyArray.noise("<f4", 3, 2, SIDE, SIDE));
        String both = one.replace("{", "{\"s1_path\": \"c2smsfloods/s1/a_0-0.npz\", ");
        Files.writeString(copy.file("c2s_s2_train_mm.json"), "[" + both + "," + chip(copy, "a_0-512") + "]");
        Files.writeString(copy.file("c2s_s2_val_mm.json"), "[" + chip(copy, "b_0-0") + "]");
        return copy.root();
    }

    private static String chip(TinyCopy copy, String name) throws IOException {
        array(copy, "s2/" + name + ".npz", TinyArray.noise("<i2", name.hashCode(), 10, SIDE, SIDE));
        array(copy, "labels/" + name + ".npz", TinyArray.of("|u1", new int[] {1, SIDE, SIDE}, 0, 1, 2, 3, 255));
        return "{\"s2_path\": \"c2smsfloods/s2/%1$s.npz\", \"target_path\": \"c2smsfloods/labels/%1$s.npz\"}"
                .formatted(name);
    }

    private static void array(TinyCopy copy, String path, TinyArray array) throws IOException {
        TinyArray.npz(copy.file(path), Map.of("arr_0", array));
    }

    @Test
    void cloudsAndTheirShadowsAreClassesBesideWater() throws IOException {
        Sample sample = read("train", 0);

        assertEquals(Set.of(Modality.S2, Modality.S1), sample.images().keySet());
        List<Integer> first = IntStream.range(0, 5)
                .map(i -> sample.label().orElseThrow().at(0, i))
                .boxed()
                .toList();
        assertEquals(List.of(0, 1, 2, 3, ClassTable.IGNORE), first);
        assertEquals(Set.of(Modality.S2), read("train", 1).images().keySet());
    }
}
