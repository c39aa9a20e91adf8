// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.Bytes;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.MappedFile;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.archive.ZipEntryBytes;
import io.skysense.checkpoint.archive.ZipTable;
import io.skysense.checkpoint.pickle.PickleMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of PyTorch since 1.6: a zip file with a folder of any name, in it {@code data.pkl}, maybe
 * {@code byteorder}, and a storage each in {@code data/KEY}.
 */
final class ZipLayout {

    private static final String PICKLE = "data.pkl";
    private static final int MAX_ORDER = 16;

    private ZipLayout() {}

    static Pickles read(MappedFile file) throws IOException {
        Map<String, ZipEntryBytes> entries = ZipTable.read(file);
        String folder = folder(entries);
        TorchVocabulary vocabulary = new TorchVocabulary();
        ByteBuffer pickle = content(entries.get(folder + PICKLE), Pickles.MAX_BYTES);
        Object top = PickleMachine.read(pickle, vocabulary);
        expect(!pickle.hasRemaining(), pickle.remaining() + " bytes follow the end of the pickle");
        Map<String, Bytes> storages = new HashMap<>();
        for (Storage storage : vocabulary.storages().values()) {
            storages.put(storage.key(), storage(entries, folder + "data/" + storage.key(), storage));
        }
        return new Pickles(top, storages, order(entries.get(folder + "byteorder")));
    }

    private static String folder(Map<String, ZipEntryBytes> entries) throws FormatException {
        List<String> pickles = entries.keySet().stream()
                .filter(n -> n.equals(PICKLE) || n.endsWith("/" + PICKLE) && n.indexOf('/') == n.lastIndexOf('/'))
                .toList();
        expect(pickles.size() == 1, "a zip file with " + pickles.size() + " entries data.pkl, not one");
        String name = pickles.get(0);
        return name.substring(0, name.length() - PICKLE.length());
    }

    private static Bytes storage(Map<String, ZipEntryBytes> entries, String name, Storage storage)
            throws FormatException {
        ZipEntryBytes entry = entries.get(name);
        expect(entry != null, "the zip file lacks entry " + Quote.of(name) + " of a storage");
        expect(
                entry.size() == storage.bytes(),
                "entry " + Quote.of(name) + " has " + entry.size() + " bytes, its storage of " + storage.count() + " "
                        + storage.type() + " needs " + storage.bytes());
        return entry;
    }

    private static ByteOrder order(ZipEntryBytes entry) throws IOException {
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String said =
                StandardCharsets.US_ASCII.decode(content(entry, MAX_ORDER)).toString();
        expect(said.equals("little") || said.equals("big"), "byteorder says " + Quote.of(said));
        return said.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static ByteBuffer content(ZipEntryBytes entry, int most) throws IOException {
        expect(
                entry.size() <= most,
                "entry " + Quote.of(entry.name()) + " of " + entry.size() + " bytes: at most " + most + " are read");
        ByteBuffer all = ByteBuffer.allocate((int) entry.size());
        entry.read(0, entry.size(), all::put);
        return all.flip();
    }
}
