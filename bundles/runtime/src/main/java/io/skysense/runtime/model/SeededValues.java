// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Random numbers that depend on a seed and a name only: the same on every machine and Java version. */
final class SeededValues {

    private final SplittableRandom random;
    private double spare = Double.NaN;

    SeededValues(long seed, String name) {
        this.random = new SplittableRandom(key(seed, name));
    }

    /** A family of distributions with two numbers. */
    @FunctionalInterface
    interface Distribution {
        DoubleSupplier source(double first, double second);
    }

    DoubleSupplier uniform(double low, double high) {
        return () -> low + (high - low) * random.nextDouble();
    }

    DoubleSupplier normal(double mean, double deviation) {
        return () -> mean + deviation * gaussian();
    }

    /** Cut off at two deviations, as DJL and the initialisers of transformers do. */
    DoubleSupplier truncatedNormal(double mean, double deviation) {
        return () -> {
            double value = gaussian();
            while (Math.abs(value) > 2) {
                value = gaussian();
            }
            return mean + deviation * value;
        };
    }

    /** Marsaglia's polar method (1964), two at a time; StrictMath because Math.log may differ between machines. */
    private double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * random.nextDouble() - 1;
            y = 2 * random.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * factor;
        return x * factor;
    }

    private static long key(long seed, String name) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
            return ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
