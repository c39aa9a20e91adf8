// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.skysense.checkpoint.archive.Quote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the header of a safetensors file that may be damaged or hostile: every claim in it is checked. */
final class SafetensorsParser {

    private static final int MAX_NAME = 4096;
    private static final int MAX_RANK = 16;
    private static final int MAX_TENSORS = 200_000;
    private static final int MAX_METADATA = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(SafetensorsHeader.MAX_BYTES)
                    .maxNumberLength(20)
                    .build())
            // Names of a stranger's file have no place in the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final long dataBytes;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new HashMap<>();
    private boolean metadataSeen;

    private SafetensorsParser(long dataBytes) {
        this.dataBytes = dataBytes;
    }

    /**
     * Reads a header.
     *
     * @param json its bytes
     * @param dataBytes how many bytes follow it in the file
     * @return what it says, checked
     * @throws CheckpointException if it is malformed or does not fit the file; the message does not name the file
     */
    static SafetensorsHeader parse(byte[] json, long dataBytes) throws CheckpointException {
        SafetensorsParser state = new SafetensorsParser(dataBytes);
        try (Reader text = new InputStreamReader(
                        new ByteArrayInputStream(json),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                JsonParser parser = JSON.createParser(text)) {
            state.readAll(parser);
        } catch (JsonProcessingException e) {
            throw new CheckpointException("the header is not valid JSON: " + Quote.oneLine(e.getOriginalMessage()), e);
        } catch (CharacterCodingException e) {
            throw new CheckpointException("the header is not valid UTF-8", e);
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new CheckpointException("the header cannot be read: " + e.getMessage(), e);
        }
        return state.checked(8L + json.length);
    }

    private void readAll(JsonParser parser) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "the header is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (name.equals(SafetensorsHeader.METADATA)) {
                expect(!metadataSeen, SafetensorsHeader.METADATA + " stands twice");
                metadataSeen = true;
                readMetadata(parser);
            } else {
                expect(tensors.size() < MAX_TENSORS, "more than " + MAX_TENSORS + " tensors");
                TensorInfo tensor = readTensor(name, parser);
                expect(tensors.put(name, tensor) == null, "tensor " + Quote.of(name) + " stands twice");
            }
        }
        expect(parser.nextToken() == null, "something follows the JSON object of the header");
    }

    private void readMetadata(JsonParser parser) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, SafetensorsHeader.METADATA + " is not an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(
                    parser.nextToken() == JsonToken.VALUE_STRING,
                    SafetensorsHeader.METADATA + ": the value of " + Quote.of(key) + " is not a string");
            expect(
                    metadata.size() < MAX_METADATA,
                    SafetensorsHeader.METADATA + ": more than " + MAX_METADATA + " keys");
            expect(
                    metadata.put(key, parser.getText()) == null,
                    SafetensorsHeader.METADATA + ": key " + Quote.of(key) + " stands twice");
        }
    }

    private TensorInfo readTensor(String name, JsonParser parser) throws IOException {
        String at = "tensor " + Quote.of(name) + ": ";
        expect(parser.nextToken() == JsonToken.START_OBJECT, at + "an object is expected");
        ElementType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(type == null, at + "dtype stands twice");
                    expect(parser.currentToken() == JsonToken.VALUE_STRING, at + "dtype is not a string");
                    String said = parser.getText();
                    type = ElementType.named(said)
                            .orElseThrow(() -> new CheckpointException(at + "unknown dtype " + Quote.of(said)));
                }
                case "shape" -> {
                    expect(shape == null, at + "shape stands twice");
                    shape = readNumbers(parser, at + "shape", MAX_RANK);
                }
                case "data_offsets" -> {
                    expect(offsets == null, at + "data_offsets stand twice");
                    offsets = readNumbers(parser, at + "data_offsets", 2);
                }
                default -> throw new CheckpointException(at + "unknown key " + Quote.of(key));
            }
        }
        expect(type != null && shape != null && offsets != null, at + "dtype, shape and data_offsets are needed");
        expect(offsets.size() == 2, at + "two data_offsets are needed");
        return sized(at, name, type, shape, offsets.get(0), offsets.get(1));
    }

    private TensorInfo sized(String at, String name, ElementType type, List<Long> shape, long begin, long end)
            throws CheckpointException {
        expect(
                begin <= end && end <= dataBytes,
                at + "bytes " + begin + " to " + end + " do not lie within the " + dataBytes + " of the file");
        long needed;
        try {
            needed = TensorInfo.bytes(type, shape);
        } catch (ArithmeticException e) {
            throw new CheckpointException(at + "impossible shape " + TensorInfo.describe(type.name(), shape), e);
        }
        expect(
                needed == end - begin,
                at + TensorInfo.describe(type.name(), shape) + " needs " + needed + " bytes, not " + (end - begin));
        return new TensorInfo(name, type, shape, begin, end);
    }

    private static List<Long> readNumbers(JsonParser parser, String at, int most) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY, at + " is not a list");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT && numbers.size() < most,
                    at + " is not a list of at most " + most + " whole numbers");
            long number = parser.getLongValue();
            expect(number >= 0, at + " holds the negative number " + number);
            numbers.add(number);
        }
        return numbers;
    }

    private SafetensorsHeader checked(long dataStart) throws CheckpointException {
        List<TensorInfo> sorted = new ArrayList<>(tensors.values());
        // Empty tensors share an offset with their neighbour: by end too, then by name to have one order.
        sorted.sort(Comparator.comparingLong(TensorInfo::begin)
                .thenComparingLong(TensorInfo::end)
                .thenComparing(TensorInfo::name));
        String wrong = SafetensorsHeader.layoutError(sorted, dataBytes);
        if (wrong != null) {
            throw new CheckpointException(wrong);
        }
        Map<String, TensorInfo> ordered = new LinkedHashMap<>();
        sorted.forEach(t -> ordered.put(t.name(), t));
        return new SafetensorsHeader(metadata, ordered, dataStart);
    }

    private static void expect(boolean holds, String otherwise) throws CheckpointException {
        if (!holds) {
            throw new CheckpointException(otherwise);
        }
    }
}
