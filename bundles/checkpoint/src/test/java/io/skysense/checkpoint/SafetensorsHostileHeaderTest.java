// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHostileHeaderTest {

    private static final String GOOD =
            "{\"__metadata__\":{\"a\":\"b\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                    + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                                          | not a JSON object
                    {"w":                                                                       | not valid JSON
                    {} {}                                                                       | something follows
                    {"w":1}                                                                     | an object is expected
                    {"w":{"dtype":"F32","shape":[2]}}                                           | data_offsets are needed
                    {"w":{"dtype":"F31","shape":[5],"data_offsets":[0,20]}}                     | unknown dtype 'F31'
                    {"w":{"dtype":7,"shape":[5],"data_offsets":[0,20]}}                         | dtype is not a string
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20],"x":{}}}              | unknown key 'x'
                    {"w":{"dtype":"F32","dtype":"F32","shape":[5],"data_offsets":[0,20]}}       | dtype stands twice
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,24]}}                     | do not lie within the 20
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[20,0]}}                     | do not lie within
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[-4,16]}}                    | negative number -4
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20,40]}}                  | at most 2 whole numbers
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0]}}                        | two data_offsets
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,9223372036854775808]}}    | not valid JSON
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,999999999999999999999999]}} | not valid JSON
                    {"w":{"dtype":"F32","shape":[4],"data_offsets":[0,20]}}                     | needs 16 bytes, not 20
                    {"w":{"dtype":"F32","shape":[-5],"data_offsets":[0,20]}}                    | negative number -5
                    {"w":{"dtype":"F32","shape":[5.0],"data_offsets":[0,20]}}                   | whole numbers
                    {"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,20]}} | impossible shape
                    {"w":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}} | impossible shape
                    {"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,5],"data_offsets":[0,20]}} | at most 16
                    {"w":{"dtype":"F32","shape":[[5]],"data_offsets":[0,20]}}                   | not valid JSON
                    {"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}                     | take 16 bytes, the file holds 20
                    {"w":{"dtype":"F32","shape":[4],"data_offsets":[4,20]}}                     | after a hole
                    {"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"v":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}} | inside the one before
                    {"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]},"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | 'w' stands twice
                    {"__metadata__":{"a":1},"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | is not a string
                    {"__metadata__":{"a":"1","a":"2"},"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | stands twice
                    {"__metadata__":{},"__metadata__":{},"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | stands twice
                    {"__metadata__":{"a":"b","skysense.sha256":"0"},"w":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | does not stand where it belongs
                    """)
    void eachFalseClaimIsNamed(String json, String cause) throws IOException {
        Path path = file(json.getBytes(StandardCharsets.UTF_8), 20);
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.getMessage().startsWith(path + ": ") && e.getMessage().contains(cause), e.getMessage());
    }

    @Test
    void soundFileOfOthersOpensButHasNoDigest() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(file(GOOD.getBytes(StandardCharsets.UTF_8), 20))) {
            assertEquals(Map.of("a", "b"), file.metadata());
            assertTrue(file.digest().isEmpty());
            CheckpointException e = assertThrows(CheckpointException.class, file::verify);
            assertTrue(e.getMessage().contains("no digest"), e.getMessage());
        }
    }

    @Test
    void headerLengthThatTheFileDoesNotHaveAllocatesNothing() throws IOException {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, Integer.MAX_VALUE, 0, 1, 22}) {
            byte[] bytes = ByteBuffer.allocate(28)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            Path path = Files.write(folder.resolve("length"), bytes);
            assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
        }
    }

    @Test
    void headerOverTheLimitIsRefusedUnread() throws IOException {
        Path path = folder.resolve("big");
        Files.write(
                path,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(1L << 30)
                        .array());
        try (var channel = java.nio.channels.FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 2L << 30);
        }
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.getMessage().contains("the most that is read"), e.getMessage());
    }

    @Test
    void malformedUtf8IsRefused() throws IOException {
        byte[] json = GOOD.getBytes(StandardCharsets.UTF_8);
        json[GOOD.indexOf("\"w\"") + 1] = (byte) 0xff;
        Path path = file(json, 20);
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
    }

    @Test
    void deepNestingEndsInAnErrorNotInAFullStack() throws IOException {
        Path path = file(("{\"w\":" + "[".repeat(500_000)).getBytes(StandardCharsets.UTF_8), 0);
        assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
    }

    @Test
    void nameWithControlCharactersGivesAOneLineMessage() throws IOException {
        String json = "{\"a\\n\\u001b[31m\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,20]}}";
        Path path = file(json.getBytes(StandardCharsets.UTF_8), 20);
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path));
        assertFalse(e.getMessage().matches("(?s).*\\p{Cntrl}.*"), e.getMessage());
    }

    @Test
    void thousandsOfMutatedFilesEndInAnErrorOrInASoundFile() {
        Random random = new Random(20_240_601);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int opened = 0;
            for (int i = 0; i < 4000; i++) {
                Path path = mutant(random);
                try (SafetensorsFile file = SafetensorsFile.open(path)) {
                    opened++;
                    long end = 0;
                    for (TensorInfo tensor : file.tensors().values()) {
                        assertEquals(end, tensor.begin());
                        end = tensor.end();
                        assertEquals(tensor.bytes(), file.bytes(tensor.name()).remaining());
                    }
                } catch (CheckpointException e) {
                    assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
                    assertFalse(e.getMessage().contains("\n"), e.getMessage());
                    assertTrue(e.getMessage().length() < 1000, e.getMessage());
                }
            }
            assertTrue(
                    opened > 20 && opened < 3500, opened + " mutants opened: the mutations are too weak or too strong");
        });
    }

    private Path mutant(Random random) throws IOException {
        byte[] json = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            json = edit(json, random);
        }
        int data = random.nextInt(4) == 0 ? random.nextInt(40) : 20;
        Path path = file(json, data);
        if (random.nextInt(8) == 0) {
            byte[] whole = Files.readAllBytes(path);
            whole[random.nextInt(8)] = (byte) random.nextInt();
            Files.write(path, whole);
        }
        return path;
    }

    private static byte[] edit(byte[] json, Random random) {
        String[] spice = {"{", "}", "[", "]", ",", ":", "\"", "0", "-1", "1e9", "null", "9999999999999", "\\u0000", " "
        };
        int at = random.nextInt(json.length);
        switch (random.nextInt(4)) {
            case 0:
                json[at] = (byte) random.nextInt();
                return json;
            case 1:
                json[at] ^= (byte) (1 << random.nextInt(8));
                return json;
            case 2:
                int length = Math.min(json.length - at, random.nextInt(12));
                byte[] shorter = new byte[json.length - length];
                System.arraycopy(json, 0, shorter, 0, at);
                System.arraycopy(json, at + length, shorter, at, shorter.length - at);
                return shorter.length == 0 ? new byte[] {'{', '}'} : shorter;
            default:
                byte[] added = spice[random.nextInt(spice.length)].getBytes(StandardCharsets.UTF_8);
                return ByteBuffer.allocate(json.length + added.length)
                        .put(json, 0, at)
                        .put(added)
                        .put(json, at, json.length - at)
                        .array();
        }
    }

    private Path file(byte[] json, int data) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json);
        return Files.write(folder.resolve("file.safetensors"), all.array());
    }
}
