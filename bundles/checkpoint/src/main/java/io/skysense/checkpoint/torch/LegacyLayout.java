// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.Bytes;
import io.skysense.checkpoint.archive.MappedFile;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.pickle.Dict;
import io.skysense.checkpoint.pickle.Items;
import io.skysense.checkpoint.pickle.PickleMachine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The format of PyTorch before 1.6: pickles of a magic number, a version, the machine, the object and the keys of its
 * storages, one after another; then for each key its number of elements, 8 bytes, and the elements, little-endian.
 */
final class LegacyLayout {

    /** How every such file begins: protocol 2, and the magic number as a LONG1 of 10 bytes. */
    static final byte[] START = {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46};

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private LegacyLayout() {}

    static Pickles read(MappedFile file) throws IOException {
        ByteBuffer pickles = file.slice(0, (int) Math.min(file.size(), Pickles.MAX_BYTES));
        TorchVocabulary vocabulary = new TorchVocabulary();
        expect(MAGIC.equals(PickleMachine.read(pickles, vocabulary)), "the magic number is another");
        Object version = PickleMachine.read(pickles, vocabulary);
        expect(Long.valueOf(VERSION).equals(version), "the version is not " + VERSION);
        Object machine = PickleMachine.read(pickles, vocabulary);
        expect(machine instanceof Dict, "there is no description of the machine");
        Object top = PickleMachine.read(pickles, vocabulary);
        Object keys = PickleMachine.read(pickles, vocabulary);
        expect(keys instanceof Items, "there is no list of storages");
        return new Pickles(top, storages(file, pickles.position(), (Items) keys, vocabulary), ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, Bytes> storages(MappedFile file, long start, Items keys, TorchVocabulary vocabulary)
            throws IOException {
        Map<String, Bytes> storages = new HashMap<>();
        long at = start;
        for (Object key : keys.values()) {
            Storage storage = key instanceof String name ? vocabulary.storages().get(name) : null;
            expect(storage != null, "the list of storages names one that no tensor has");
            String name = "storage " + Quote.of(storage.key());
            expect(file.size() - at >= Long.BYTES, "truncated before " + name);
            long count =
                    file.slice(at, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
            at += Long.BYTES;
            expect(count == storage.count(), name + " has " + count + " elements, its tensors say " + storage.count());
            expect(storage.bytes() <= file.size() - at, "truncated within " + name);
            expect(storages.put(storage.key(), file.part(at, storage.bytes())) == null, name + " is listed twice");
            at += storage.bytes();
        }
        for (String key : vocabulary.storages().keySet()) {
            expect(storages.containsKey(key), "the list of storages lacks " + Quote.of(key));
        }
        expect(at == file.size(), (file.size() - at) + " bytes follow the last storage");
        return storages;
    }
}
