// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes pickles of protocol 2 opcode by opcode, sound ones and others. */
final class Pickler {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickler() {
        op(0x80, 2);
    }

    /** Without the opcode that states the protocol. */
    static Pickler bare() {
        Pickler pickler = new Pickler();
        pickler.out.reset();
        return pickler;
    }

    Pickler op(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    Pickler op(char code) {
        return op((int) code);
    }

    Pickler text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return op('X').int32(utf8.length).raw(utf8);
    }

    Pickler raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Pickler raw(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    Pickler int32(int value) {
        return raw(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    /** A whole number, as LONG1 of 8 bytes where it does not fit into 32 bits. */
    Pickler integer(long value) {
        if (value == (int) value) {
            return op('J').int32((int) value);
        }
        return op(0x8a, 8)
                .raw(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    Pickler global(String module, String name) {
        return op('c').raw(module + "\n" + name + "\n");
    }

    Pickler tuple(List<Long> values) {
        op('(');
        values.forEach(this::integer);
        return op('t');
    }

    /** The reference to a storage. */
    Pickler storage(String className, String key, long count) {
        op('(').text("storage").global("torch", className).text(key).text("cpu").integer(count);
        return op('t').op('Q');
    }

    /** A tensor of a storage, as PyTorch rebuilds it. */
    Pickler tensor(String className, String key, long count, long offset, List<Long> shape, List<Long> strides) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        storage(className, key, count).integer(offset).tuple(shape).tuple(strides);
        return op(0x89).global("collections", "OrderedDict")
                .op(')')
                .op('R')
                .op('t')
                .op('R');
    }

    /** Values of a plain dictionary; a {@code Runnable} among them writes itself. */
    Pickler dict(Map<String, Runnable> entries) {
        op('}').op('(');
        entries.forEach((key, value) -> {
            text(key);
            value.run();
        });
        return op('u');
    }

    byte[] stop() {
        op('.');
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }
}
