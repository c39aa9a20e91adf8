// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import static io.skysense.checkpoint.archive.FormatException.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a zip file, with the place of each entry's bytes, so that stored ones can be mapped.
 *
 * <p>Entries may not overlap, leave the file, share a name, or have the name of a place elsewhere in the file system.
 * Source: PKWARE APPNOTE.TXT 6.3, sections 4.3 and 4.5.3 (zip64).
 */
public final class ZipTable {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int MAX_ENTRIES = 400_000;
    private static final int MAX_DIRECTORY = 64 << 20;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final MappedFile file;
    private final Map<String, ZipEntryBytes> entries = new LinkedHashMap<>();
    private final List<Extent> extents = new ArrayList<>();

    private record Extent(String name, long begin, long end) {}

    private ZipTable(MappedFile file) {
        this.file = file;
    }

    /**
     * Reads the table of a file.
     *
     * @param file the file, which must stay open
     * @return entries by name, in the order of the table; those of folders are left out
     * @throws FormatException if it is truncated, malformed or hostile
     */
    public static Map<String, ZipEntryBytes> read(MappedFile file) throws IOException {
        ZipTable table = new ZipTable(file);
        ZipEnd end = ZipEnd.find(file);
        expect(end.entries() <= MAX_ENTRIES, "more than " + MAX_ENTRIES + " entries in the zip file");
        expect(end.bytes() <= MAX_DIRECTORY, "a table of contents of more than " + MAX_DIRECTORY + " bytes");
        table.readAll(file.slice(end.begin(), (int) end.bytes()).order(ByteOrder.LITTLE_ENDIAN), end);
        table.checkOverlaps(end.begin());
        return Collections.unmodifiableMap(table.entries);
    }

    private void readAll(ByteBuffer directory, ZipEnd end) throws IOException {
        for (long i = 0; i < end.entries(); i++) {
            expect(directory.remaining() >= CENTRAL_BYTES, "the table of contents ends within entry " + i);
            readEntry(directory, end.begin());
        }
        expect(!directory.hasRemaining(), "the table of contents holds more than its " + end.entries() + " entries");
    }

    private void readEntry(ByteBuffer at, long limit) throws IOException {
        int start = at.position();
        expect(at.getInt(start) == CENTRAL, "the table of contents is damaged");
        int nameBytes = at.getShort(start + 28) & 0xffff;
        int extraBytes = at.getShort(start + 30) & 0xffff;
        int commentBytes = at.getShort(start + 32) & 0xffff;
        int length = CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
        expect(at.remaining() >= length, "the table of contents is truncated");
        byte[] raw = new byte[nameBytes];
        at.get(start + CENTRAL_BYTES, raw);
        String name = name(raw);
        checkName(name);
        Zip64Extra sizes = Zip64Extra.read(at, start, CENTRAL_BYTES + nameBytes, extraBytes, name);
        int flags = at.getShort(start + 8);
        int method = at.getShort(start + 10) & 0xffff;
        expect((flags & ENCRYPTED) == 0, "entry " + Quote.of(name) + " is encrypted");
        expect(
                method == STORED || method == DEFLATED,
                "entry " + Quote.of(name) + " is compressed by method " + method + ", which is not read");
        at.position(start + length);
        long data = dataStart(name, raw, sizes.header(), limit);
        expect(
                sizes.compressed() >= 0 && sizes.compressed() <= limit - data,
                "entry " + Quote.of(name) + " of " + Long.toUnsignedString(sizes.compressed())
                        + " bytes does not lie within the file");
        extents.add(new Extent(name, sizes.header(), data + sizes.compressed()));
        long crc = at.getInt(start + 16) & 0xffffffffL;
        ZipEntryBytes entry =
                new ZipEntryBytes(file.part(data, sizes.compressed()), name, sizes.size(), crc, method == DEFLATED);
        if (!name.endsWith("/")) {
            expect(entries.put(name, entry) == null, "entry " + Quote.of(name) + " stands twice");
        }
    }

    /** The local header repeats name and extra field, of a length of its own; the bytes follow it. */
    private long dataStart(String name, byte[] raw, long header, long limit) throws IOException {
        expect(
                header >= 0 && header <= limit - LOCAL_BYTES - raw.length,
                "entry " + Quote.of(name) + " does not lie within the file");
        ByteBuffer local = file.slice(header, LOCAL_BYTES + raw.length).order(ByteOrder.LITTLE_ENDIAN);
        expect(local.getInt(0) == LOCAL, "entry " + Quote.of(name) + " is not where the table of contents says");
        byte[] again = new byte[raw.length];
        local.get(LOCAL_BYTES, again);
        expect(
                (local.getShort(26) & 0xffff) == raw.length && java.util.Arrays.equals(again, raw),
                "entry " + Quote.of(name) + " has another name in its own header");
        long data = header + LOCAL_BYTES + raw.length + (local.getShort(28) & 0xffff);
        expect(data <= limit, "entry " + Quote.of(name) + " does not lie within the file");
        return data;
    }

    private void checkOverlaps(long limit) throws FormatException {
        extents.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
        for (int i = 0; i < extents.size(); i++) {
            Extent extent = extents.get(i);
            long next = i + 1 < extents.size() ? extents.get(i + 1).begin() : limit;
            expect(extent.end() <= next, "entry " + Quote.of(extent.name()) + " overlaps what follows it");
        }
    }

    private static String name(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, StandardCharsets.ISO_8859_1);
        }
    }

    /** Nothing is ever unpacked by name; but who writes such names means harm, or something that is not read here. */
    private static void checkName(String name) throws FormatException {
        boolean plain = !name.isEmpty()
                && !name.startsWith("/")
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl);
        for (String part : name.split("/")) {
            plain &= !part.equals("..");
        }
        expect(plain, "entry " + Quote.of(name) + " has a path for a name");
    }
}
