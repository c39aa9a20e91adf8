// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.script;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive from text: one module class with methods and no tensors.
 *
 * <p>The format is PyTorch's own (torch/csrc/jit/docs/serialization.md): a stored zip with the code, a pickle
 * of the module object, a pickle of the constants, and a version.
 */
public final class ScriptArchive {

    private static final String VERSION = "10\n";

    private ScriptArchive() {}

    /**
     * Writes an archive.
     *
     * @param name the class name
     * @param methods serialised TorchScript, one {@code def name(self, ...)} after the other, not indented
     * @return the archive
     */
    public static byte[] of(String name, String methods) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, name + "/data.pkl", module(name));
            put(zip, name + "/code/__torch__.py", code(name, methods).getBytes(StandardCharsets.UTF_8));
            put(zip, name + "/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, name + "/version", VERSION.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String code(String name, String methods) {
        StringBuilder code = new StringBuilder("class " + name + "(Module):\n")
                .append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        String typed = methods.replace("(self,", "(self: __torch__." + name + ",")
                .replace("(self)", "(self: __torch__." + name + ")");
        typed.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .forEach(line -> code.append("  ").append(line).append('\n'));
        return code.toString();
    }

    // Protocol 2: class reference, empty tuple, NEWOBJ, {"training": True}, BUILD, STOP.
    private static byte[] module(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x80, 2, 'c'});
        out.writeBytes("__torch__\n" + name + "\n");
        out.write(new byte[] {')', (byte) 0x81, '}', '('});
        String key = "training";
        out.write(new byte[] {'X', (byte) key.length(), 0, 0, 0});
        out.writeBytes(key);
        out.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
