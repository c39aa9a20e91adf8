// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.skysense.api.data.DatasetException;
import io.skysense.checkpoint.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A list file: a JSON array of {@link ListRecord entries}. Entries are counted from 0 in messages, as everywhere.
 *
 * @param file where it was read
 * @param records its entries, in order
 */
public record ListFile(Path file, List<ListRecord> records) {

    private static final int BUFFER = 1 << 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Copies the list. */
    public ListFile {
        records = records instanceof PackedRecords ? records : List.copyOf(records);
    }

    /**
     * Names an entry for messages.
     *
     * @param index which record
     * @return file, entry, and its line if the list was read from the file
     */
    public String place(int index) {
        return place(file, index, records instanceof PackedRecords packed ? packed.line(index) : 0);
    }

    private static String place(Path file, int entry, int line) {
        return file + ": entry " + entry + (line > 0 ? " (line " + line + "): " : ": ");
    }

    /**
     * Reads a list file as a stream. Only the records are kept, and these as bytes: {@link #records} makes them anew at
     * each call.
     *
     * @param file the file, UTF-8
     * @return its records
     * @throws DatasetException if the file is missing or no JSON array, or if entries are bad: the message names the
     *     first of them and counts the others
     * @throws IOException if reading fails
     */
    public static ListFile read(Path file) throws IOException {
        return read(file, Map.of());
    }

    /**
     * Reads a list file whose entries have other keys.
     *
     * @param file the file, UTF-8
     * @param keys ours by theirs; the others are ours
     * @return its records
     * @throws DatasetException as {@link #read(Path)} does
     * @throws IOException if reading fails
     */
    public static ListFile read(Path file, Map<String, String> keys) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DatasetException(file + ": a folder, not a list file");
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(in)) {
            return new Reading(file, parser, keys).all();
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": no such file", e);
        }
    }

    /**
     * Writes a list file: one entry a line, without the fields that an entry has nothing for. It appears under its name
     * only when it is whole and on the disk; an older file of that name is replaced then.
     *
     * @param file to write; its folder exists
     * @param records its entries, taken one by one
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public static void write(Path file, Iterable<ListRecord> records) throws IOException {
        AtomicFile.write(file, channel -> {
            // Neither stream is closed: the channel is the caller's.
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            JsonGenerator json = JSON.createGenerator(out);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            String before = "[\n";
            for (ListRecord entry : records) {
                json.writeRaw(before);
                EntryWriter.write(entry, json);
                before = ",\n";
            }
            json.writeRaw(before.startsWith("[") ? "[]\n" : "\n]\n");
            json.flush();
            out.flush();
        });
    }

    /** One pass over a file. */
    private static final class Reading {

        private final Path file;
        private final JsonParser parser;
        private final EntryReader entries;
        private final RecordPacker records = new RecordPacker();
        private String firstFault;
        private int faults;

        Reading(Path file, JsonParser parser, Map<String, String> keys) {
            this.file = file;
            this.parser = parser;
            this.entries = new EntryReader(parser, keys);
        }

        ListFile all() throws IOException {
            int entry = 0;
            try {
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw new DatasetException(file + ": a JSON array of entries is expected");
                }
                for (; parser.nextToken() != JsonToken.END_ARRAY; entry++) {
                    one(entry);
                }
                if (parser.nextToken() != null) {
                    throw new DatasetException(file + ": after the array: line "
                            + parser.currentTokenLocation().getLineNr() + " goes on");
                }
            } catch (JsonProcessingException e) {
                String where = e.getLocation() == null
                        ? ""
                        : "line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ": ";
                throw new DatasetException(file + ": entry " + entry + ": " + where + oneLine(e), e);
            } catch (CharConversionException e) {
                throw new DatasetException(file + ": entry " + entry + ": not UTF-8 text", e);
            }
            if (faults > 0) {
                throw new DatasetException(
                        faults == 1 ? firstFault : firstFault + " (and " + (faults - 1) + " more bad entries)");
            }
            return new ListFile(file, records.records());
        }

        private void one(int entry) throws IOException {
            int line = parser.currentTokenLocation().getLineNr();
            try {
                records.add(entries.read(), line);
            } catch (EntryReader.BadEntry e) {
                faults++;
                if (firstFault == null) {
                    firstFault = place(file, entry, line) + e.getMessage();
                }
            }
        }

        private static String oneLine(JsonProcessingException e) {
            String said = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
            // Jackson's own account of the source: the file is named already.
            return said.replaceAll("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)]", "line $1, column $2");
        }
    }
}
