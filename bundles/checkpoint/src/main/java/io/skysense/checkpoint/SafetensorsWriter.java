// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes safetensors files tensor by tensor, so that no more than one is held at a time.
 *
 * <p>A file is complete or absent, carries its own digest ({@link SafetensorsFile#verify}), and keeps every tensor aligned
 * to its elements: the data begins at a multiple of 8, and wide elements come before narrow ones. The same tensors
 * and metadata give the same bytes.
 */
public final class SafetensorsWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private SafetensorsWriter() {}

    /**
     * Writes a file, replacing what was there.
     *
     * @param file the file; its folder exists
     * @param metadata strings to keep with the tensors
     * @param tensors the tensors, with distinct names
     * @return the digest of the file
     * @throws CheckpointException if it cannot be written; nothing has changed then
     * @throws IllegalArgumentException if two tensors share a name, or one gives more or fewer bytes than its shape needs
     */
    public static String write(Path file, Map<String, String> metadata, Collection<TensorSource> tensors)
            throws CheckpointException {
        List<TensorSource> ordered = new ArrayList<>(tensors);
        ordered.sort(Comparator.comparingInt((TensorSource t) -> t.type().bytes())
                .reversed()
                .thenComparing(TensorSource::name));
        String[] digest = new String[1];
        AtomicFile.write(file, out -> digest[0] = write(out, metadata, ordered));
        return digest[0];
    }

    private static String write(FileChannel out, Map<String, String> metadata, List<TensorSource> tensors)
            throws IOException {
        FileDigest digest = new FileDigest();
        TensorSource.Sink sink = bytes -> {
            digest.update(bytes.duplicate());
            writeFully(out, bytes);
        };
        sink.write(header(metadata, tensors));
        for (TensorSource tensor : tensors) {
            long before = out.position();
            tensor.content().writeTo(sink);
            long written = out.position() - before;
            if (written != size(tensor)) {
                throw new IllegalArgumentException("tensor " + tensor.name() + " gave " + written + " bytes, its shape "
                        + tensor.shape() + " needs " + size(tensor));
            }
        }
        String digits = digest.finish();
        ByteBuffer bytes = ByteBuffer.wrap(digits.getBytes(StandardCharsets.US_ASCII));
        out.position(FileDigest.POSITION);
        writeFully(out, bytes);
        return digits;
    }

    private static ByteBuffer header(Map<String, String> metadata, List<TensorSource> tensors) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator to = JSON.createGenerator(json, JsonEncoding.UTF8)) {
            to.writeStartObject();
            to.writeObjectFieldStart(SafetensorsHeader.METADATA);
            to.writeStringField(FileDigest.KEY, FileDigest.BLANK);
            for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                if (entry.getKey().equals(FileDigest.KEY)) {
                    continue;
                }
                to.writeStringField(entry.getKey(), entry.getValue());
            }
            to.writeEndObject();
            writeTensors(to, tensors);
            to.writeEndObject();
        }
        int padded = (json.size() + 7) / 8 * 8;
        if (padded > SafetensorsHeader.MAX_BYTES) {
            throw new CheckpointException(
                    "names and metadata take " + padded + " bytes, more than " + SafetensorsHeader.MAX_BYTES);
        }
        byte[] bytes = Arrays.copyOf(json.toByteArray(), padded);
        Arrays.fill(bytes, json.size(), padded, (byte) ' ');
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(bytes)
                .flip();
    }

    private static void writeTensors(JsonGenerator to, List<TensorSource> tensors) throws IOException {
        Set<String> seen = new HashSet<>();
        long at = 0;
        for (TensorSource tensor : tensors) {
            if (tensor.name().equals(SafetensorsHeader.METADATA) || !seen.add(tensor.name())) {
                throw new IllegalArgumentException("tensor name " + tensor.name() + " stands twice or is reserved");
            }
            to.writeObjectFieldStart(tensor.name());
            to.writeStringField("dtype", tensor.type().name());
            to.writeFieldName("shape");
            writeNumbers(to, tensor.shape());
            to.writeFieldName("data_offsets");
            writeNumbers(to, List.of(at, at + size(tensor)));
            to.writeEndObject();
            at += size(tensor);
        }
    }

    private static void writeNumbers(JsonGenerator to, List<Long> numbers) throws IOException {
        to.writeStartArray();
        for (long number : numbers) {
            to.writeNumber(number);
        }
        to.writeEndArray();
    }

    private static long size(TensorSource tensor) {
        return TensorInfo.bytes(tensor.type(), tensor.shape());
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
