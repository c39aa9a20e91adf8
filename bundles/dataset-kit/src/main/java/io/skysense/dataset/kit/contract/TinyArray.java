// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A NumPy array of a tiny copy: little-endian, C order, format version 1.0. */
public final class TinyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private final String type;
    private final int[] shape;
    private final ByteBuffer body;

    private TinyArray(String type, int[] shape, int elementBytes) {
        this.type = type;
        this.shape = shape.clone();
        int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        body = ByteBuffer.allocate(Math.multiplyExact(count, elementBytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * An array of numbers.
     *
     * @param type NumPy's name: {@code |u1}, {@code <i2}, {@code <u2}, {@code <i4}, {@code <i8}, {@code <f4} or
     *     {@code <f8}
     * @param shape lengths of the axes
     * @param values in C order, repeated from the first until the array is full
     * @return the array
     */
    public static TinyArray of(String type, int[] shape, double... values) {
        TinyArray array = new TinyArray(type, shape, type.charAt(2) - '0');
        for (int i = 0; array.body.hasRemaining(); i++) {
            array.put(values[i % values.length]);
        }
        return array;
    }

    /**
     * An array of noise, the same for the same seed: integers of 0 to 9999, floating-point numbers of -25 to 5.
     *
     * @param type as in {@link #of}
     * @param seed any number
     * @param shape lengths of the axes
     * @return the array
     */
    public static TinyArray noise(String type, long seed, int... shape) {
        SplittableRandom random = SeededRandom.of(14, seed);
        TinyArray array = new TinyArray(type, shape, type.charAt(2) - '0');
        while (array.body.hasRemaining()) {
            array.put(type.charAt(1) == 'f' ? random.nextDouble() * 30 - 25 : random.nextInt(10_000));
        }
        return array;
    }

    /**
     * An array of texts of one length.
     *
     * @param texts at least one
     * @return the array, of one axis
     */
    public static TinyArray texts(String... texts) {
        int length = texts[0].length();
        TinyArray array = new TinyArray("<U" + length, new int[] {texts.length}, 4 * length);
        for (String text : texts) {
            text.codePoints().forEach(array.body::putInt);
        }
        return array;
    }

    /**
     * The numbers of an array of 16-bit integers without sign or of 32-bit floating-point numbers.
     *
     * @return in C order
     */
    public float[] values() {
        ByteBuffer all = body.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
        float[] values = new float[all.limit() / (type.charAt(2) - '0')];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.equals("<f4") ? all.getFloat() : all.getShort() & 0xffff;
        }
        return values;
    }

    private void put(double value) {
        switch (type.substring(1)) {
            case "u1", "i1" -> body.put((byte) (long) value);
            case "i2", "u2" -> body.putShort((short) (long) value);
            case "i4" -> body.putInt((int) value);
            case "i8" -> body.putLong((long) value);
            case "f4" -> body.putFloat((float) value);
            case "f8" -> body.putDouble(value);
            default -> throw new IllegalArgumentException("no array of " + type);
        }
    }

    /**
     * Writes a file of this array alone.
     *
     * @param file the npy file
     * @throws IOException if it cannot be written
     */
    public void npy(Path file) throws IOException {
        Files.write(file, bytes());
    }

    /**
     * Writes arrays into one file.
     *
     * @param file the npz file
     * @param arrays by name
     * @throws IOException if it cannot be written
     */
    public static void npz(Path file, Map<String, TinyArray> arrays) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, TinyArray> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue().bytes());
                zip.closeEntry();
            }
        }
    }

    private byte[] bytes() {
        String axes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, axes);
        int before = MAGIC.length + 2;
        int length = (before + header.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - before;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.write(length & 0xff);
        out.write(length >> 8);
        out.writeBytes((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body.array());
        return out.toByteArray();
    }
}
