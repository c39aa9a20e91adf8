// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Generates archives, of both formats, whose tables or sizes do not hold. */
final class HostileArchives {

    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() throws IOException {
        HostileArchives made = new HostileArchives();
        made.entries();
        made.tables();
        made.bombs();
        made.legacy();
        return made.all;
    }

    private void entries() throws IOException {
        for (String path : new String[] {"../evil", "/etc/passwd", "w/../../evil", "w\\evil", "w/a\nb"}) {
            Map<String, byte[]> entries = good();
            entries.put(path, new byte[1]);
            add("entry named " + path.replace("\n", " "), "has a path for a name", TorchArchive.zip(entries));
        }
        Map<String, byte[]> none = good();
        none.remove("w/data.pkl");
        add("no pickle", "0 entries data.pkl", TorchArchive.zip(none));
        Map<String, byte[]> two = good();
        two.put("v/data.pkl", two.get("w/data.pkl"));
        add("two pickles", "2 entries data.pkl", TorchArchive.zip(two));
        Map<String, byte[]> order = good();
        order.put("w/byteorder", "middle".getBytes(StandardCharsets.US_ASCII));
        add("unknown order of bytes", "byteorder says 'middle'", TorchArchive.zip(order));
        Map<String, byte[]> twins = good();
        twins.put("w/data/1", new byte[16]);
        byte[] zip = TorchArchive.zip(twins);
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("w/data/1"); at >= 0; at = text.indexOf("w/data/1", at + 1)) {
            zip[at + 7] = '0';
        }
        add("two entries of one name", "stands twice", zip);
    }

    private void tables() throws IOException {
        byte[] zip = TorchArchive.zip(good());
        add("cut in half", "no table of contents", Arrays.copyOf(zip, zip.length / 2));
        add("without its last byte", "no table of contents", Arrays.copyOf(zip, zip.length - 1));
        add("only the first two bytes", "no table of contents", new byte[] {'P', 'K'});
        int first = find(zip, CENTRAL);
        int end = find(zip, END);
        add("encrypted", "is encrypted", patched(zip, first + 8, 1, 2));
        add("compressed by method 99", "by method 99", patched(zip, first + 10, 99, 2));
        add("entry longer than the file", "does not lie within the file", patched(zip, first + 20, 1 << 30, 4));
        add("sizes that differ", "it has", patched(zip, first + 24, 5, 4));
        add("entry that begins in the next", "not where the table", patched(zip, first + 42, 3, 4));
        add("entry beyond the end", "does not lie within", patched(zip, first + 42, 0x7fffffff, 4));
        add("damaged pickle", "its CRC is another", patched(zip, first + 16, 1, 4));
        byte[] longer = patched(zip, first + 20, size(zip, first) + 8, 4);
        add("entries that overlap", "overlaps what follows", patched(longer, first + 24, size(zip, first) + 8, 4));
        add("other name in the entry's own header", "another name", patched(zip, 30, 'v', 1));
        add("more entries than there are", "ends within entry", patched(zip, end + 10, 200, 2));
        add("fewer entries than there are", "more than its 1 entries", patched(zip, end + 10, 1, 2));
        add("table beyond the end", "does not lie within", patched(zip, end + 16, 0x7ffffff0, 4));
        add("zip64 sizes without the field", "lacks the zip64 field", patched(zip, first + 24, -1, 4));
        add("damaged table", "the table of contents is damaged", patched(zip, first, 0, 4));
    }

    private void bombs() throws IOException {
        Map<String, byte[]> huge = good();
        huge.put("w/data.pkl", new byte[40 << 20]);
        byte[] zip = deflated(huge);
        add("pickle that unpacks to 40 MiB", "at most 33554432 are read", zip);
        byte[] small = deflated(good());
        int first = find(small, CENTRAL);
        add("entry that says it unpacks to 1 GiB", "a zip bomb", patched(small, first + 24, 1 << 30, 4));
        add("entry that unpacks to less", "unpacks to less", patched(small, first + 24, size24(small, first) + 9, 4));
        add("entry that unpacks to more", "does not end with", patched(small, first + 24, size24(small, first) - 9, 4));
        byte[] damaged = small.clone();
        Arrays.fill(damaged, 42, 60, (byte) 0xff);
        add("damaged compression", "is damaged", damaged);
    }

    private void legacy() throws IOException {
        byte[] good = TorchArchive.legacy(TorchFileTest.samples());
        add("older: cut within a storage", "truncated", Arrays.copyOf(good, good.length - 3));
        add("older: cut within the pickles", "truncated", Arrays.copyOf(good, 200));
        add("older: only its first bytes", "truncated", Arrays.copyOf(good, 12));
        add("older: bytes behind the end", "7 bytes follow the last storage", Arrays.copyOf(good, good.length + 7));
        add("older: another magic number", "the magic number is another", patched(good, 9, 1, 1));
        add("older: another version", "the version is not 1001", patched(good, 18, 7, 1));
        byte[] state = HostilePickles.sound(new Pickler()).stop();
        add("older: storage of another size", "its tensors say 4", older(state, new String[] {"0"}, 5));
        add("older: storage that nobody named", "one that no tensor has", older(state, new String[] {"x"}, 4));
        add("older: storage listed twice", "is listed twice", older(state, new String[] {"0", "0"}, 4));
        add("older: storage not listed", "the list of storages lacks '0'", older(state, new String[0], 0));
        Pickler system = new Pickler()
                .global("os", "system")
                .text("touch executed")
                .op(0x85)
                .op('R');
        add("older: call of os.system", "global 'os.system' is not", older(system.stop(), new String[0], 0));
        add("text file", "neither a zip file nor the older format", "import os".getBytes(StandardCharsets.US_ASCII));
        add("plain pickle", "neither a zip file nor the older format", state);
        add("empty file", "neither a zip file nor the older format", new byte[0]);
    }

    private static byte[] older(byte[] state, String[] keys, long count) {
        ByteArrayOutputStream out = TorchArchive.legacyStart();
        out.writeBytes(state);
        Pickler names = new Pickler().op(']').op('(');
        for (String key : keys) {
            names.text(key);
        }
        out.writeBytes(names.op('e').stop());
        for (int i = 0; i < keys.length; i++) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(count)
                    .array());
            out.writeBytes(new byte[(int) count * 4]);
        }
        return out.toByteArray();
    }

    private void add(String name, String cause, byte[] content) {
        all.add(new Hostile("archive: " + name, content, cause));
    }

    private static Map<String, byte[]> good() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("w/data.pkl", HostilePickles.sound(new Pickler()).stop());
        entries.put("w/data/0", new byte[16]);
        return entries;
    }

    private static byte[] deflated(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static int find(byte[] bytes, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; ; at++) {
            if (buffer.getInt(at) == signature) {
                return at;
            }
        }
    }

    private static int size(byte[] zip, int entry) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(entry + 20);
    }

    private static int size24(byte[] zip, int entry) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(entry + 24);
    }

    private static byte[] patched(byte[] bytes, int at, int value, int width) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < width; i++) {
            copy[at + i] = (byte) (value >> 8 * i);
        }
        return copy;
    }
}
