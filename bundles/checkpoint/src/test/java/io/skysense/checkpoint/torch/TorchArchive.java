// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.archive.Strided;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes checkpoints as PyTorch does, in both formats, without PyTorch. */
public final class TorchArchive {

    private static final Map<ElementType, String> CLASSES = Map.of(
            ElementType.F64, "DoubleStorage",
            ElementType.F32, "FloatStorage",
            ElementType.F16, "HalfStorage",
            ElementType.BF16, "BFloat16Storage",
            ElementType.I64, "LongStorage",
            ElementType.I32, "IntStorage",
            ElementType.I16, "ShortStorage",
            ElementType.I8, "CharStorage",
            ElementType.U8, "ByteStorage",
            ElementType.BOOL, "BoolStorage");

    private TorchArchive() {}

    /** A zip archive of a state dictionary, its tensors below some keys, a counter beside each dictionary. */
    public static byte[] zip(List<TensorSource> tensors, String... keys) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("weights/data.pkl", pickle(tensors, keys));
        entries.put("weights/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < tensors.size(); i++) {
            entries.put("weights/data/" + i, bytes(tensors.get(i)));
        }
        entries.put("weights/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        return zip(entries);
    }

    /** The older format of the same. */
    public static byte[] legacy(List<TensorSource> tensors, String... keys) throws IOException {
        ByteArrayOutputStream out = legacyStart();
        out.writeBytes(pickle(tensors, keys));
        Pickler names = new Pickler().op(']').op('(');
        for (int i = 0; i < tensors.size(); i++) {
            names.text(Integer.toString(i));
        }
        out.writeBytes(names.op('e').stop());
        for (TensorSource tensor : tensors) {
            byte[] content = bytes(tensor);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(content.length / tensor.type().bytes())
                    .array());
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    /** Magic number, version and machine. */
    static ByteArrayOutputStream legacyStart() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] magic = new BigInteger("1950a86a20f9469cfc6c", 16).toByteArray();
        Pickler number = new Pickler().op(0x8a, magic.length);
        for (int i = magic.length - 1; i >= 0; i--) {
            number.op(magic[i]);
        }
        out.writeBytes(number.stop());
        out.writeBytes(new Pickler().op('M').op(0xe9, 0x03).stop());
        Pickler machine = new Pickler();
        out.writeBytes(
                machine.dict(Map.of("little_endian", () -> machine.op(0x88))).stop());
        return out;
    }

    /** A zip file whose entries are stored as they are. */
    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setMethod(ZipEntry.STORED);
                header.setSize(entry.getValue().length);
                header.setCrc(crc.getValue());
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] pickle(List<TensorSource> tensors, String... keys) {
        Pickler pickler = new Pickler();
        Map<String, Runnable> state = new LinkedHashMap<>();
        for (int i = 0; i < tensors.size(); i++) {
            TensorSource tensor = tensors.get(i);
            String key = Integer.toString(i);
            long count = tensor.bytes() / tensor.type().bytes();
            state.put(
                    tensor.name(),
                    () -> pickler.tensor(
                            CLASSES.get(tensor.type()),
                            key,
                            count,
                            0,
                            tensor.shape(),
                            Strided.rowMajor(tensor.shape())));
        }
        Runnable value = () -> pickler.dict(state);
        List<String> path = new ArrayList<>(List.of(keys));
        java.util.Collections.reverse(path);
        for (String key : path) {
            Runnable inner = value;
            Map<String, Runnable> outer = new LinkedHashMap<>();
            outer.put("epoch", () -> pickler.integer(7));
            outer.put(key, inner);
            value = () -> pickler.dict(outer);
        }
        value.run();
        return pickler.stop();
    }

    private static byte[] bytes(TensorSource tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensor.content().writeTo(part -> {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            out.writeBytes(copy);
        });
        return out.toByteArray();
    }
}
