// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lays out a piece of ground of given classes. Land is parcels with bent borders; what is like a road winds across it,
 * and what is like a building stands on it in blocks.
 */
final class Patchwork {

    private static final int PARCELS = 9;

    private final int size;
    private final double gsd;
    private final SplittableRandom random;
    private final Noise noise;
    private final List<Looks> looks;
    private final List<Material> materials = new ArrayList<>();
    private final List<Integer> classOf = new ArrayList<>();
    private final int[] cells;

    /**
     * Ground, and what class each of its materials is.
     *
     * @param ground the materials of all pixels
     * @param classOf the class of a material, as its place in the classes that were asked for
     */
    record Laid(Ground ground, List<Integer> classOf) {}

    private Patchwork(long seed, List<Looks> looks, int size, double gsd) {
        this.size = size;
        this.gsd = gsd;
        this.looks = looks;
        this.random = SeededRandom.of(seed, 51);
        this.noise = new Noise(SeededRandom.of(seed, 52));
        this.cells = new int[size * size];
    }

    /**
     * Draws.
     *
     * @param seed the scene's own
     * @param looks the classes that are to be seen, at least one
     * @param size rows and columns
     * @param gsd metres a pixel
     * @return the ground
     */
    static Laid draw(long seed, List<Looks> looks, int size, double gsd) {
        Patchwork work = new Patchwork(seed, looks, size, gsd);
        List<Integer> land = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i).cover() != Cover.ROAD && looks.get(i).cover() != Cover.BUILDING) {
                land.add(i);
            }
        }
        if (land.isEmpty()) {
            land.add(0);
        }
        work.parcels(land);
        for (int i = 0; i < looks.size(); i++) {
            if (!land.contains(i) && looks.get(i).cover() == Cover.ROAD) {
                work.strip(i);
            }
        }
        for (int i = 0; i < looks.size(); i++) {
            if (!land.contains(i) && looks.get(i).cover() == Cover.BUILDING) {
                work.blocks(i);
            }
        }
        return new Laid(new Ground(size, gsd, work.cells, List.copyOf(work.materials)), List.copyOf(work.classOf));
    }

    private int add(int one) {
        materials.add(looks.get(one).material(random));
        classOf.add(one);
        return materials.size() - 1;
    }

    /** Every place belongs to the nearest of some points, seen through a bent glass. */
    private void parcels(List<Integer> land) {
        double[] x = new double[Math.max(PARCELS, 2 * land.size())];
        double[] y = new double[x.length];
        int[] material = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
            y[i] = random.nextDouble();
            material[i] = add(land.get(i % land.size()));
        }
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                double v = (r + 0.5) / size;
                double u = (c + 0.5) / size;
                double bentX = u + 0.06 * noise.fractal(6 * u, 6 * v, 2);
                double bentY = v + 0.06 * noise.fractal(6 * u + 50, 6 * v, 2);
                int nearest = 0;
                double least = Double.MAX_VALUE;
                for (int i = 0; i < x.length; i++) {
                    double far = (bentX - x[i]) * (bentX - x[i]) + (bentY - y[i]) * (bentY - y[i]);
                    if (far < least) {
                        least = far;
                        nearest = i;
                    }
                }
                cells[r * size + c] = material[nearest];
            }
        }
    }

    private void strip(int one) {
        double angle = Math.PI * random.nextDouble();
        double extent = size * gsd;
        Ribbon ribbon = new Ribbon(
                (0.3 + 0.4 * random.nextDouble()) * extent,
                (0.3 + 0.4 * random.nextDouble()) * extent,
                StrictMath.cos(angle),
                StrictMath.sin(angle),
                0.05 * extent * random.nextDouble(),
                (0.5 + random.nextDouble()) * extent,
                2 * Math.PI * random.nextDouble(),
                (0.03 + 0.03 * random.nextDouble()) * extent);
        int material = add(one);
        for (int i = 0; i < cells.length; i++) {
            if (Math.abs(ribbon.across((i % size + 0.5) * gsd, (i / size + 0.5) * gsd)) < ribbon.half()) {
                cells[i] = material;
            }
        }
    }

    private void blocks(int one) {
        int count = 3 + random.nextInt(3);
        for (int block = 0; block < count; block++) {
            int height = side();
            int width = side();
            int top = random.nextInt(size - height);
            int left = random.nextInt(size - width);
            int material = add(one);
            for (int r = top; r < top + height; r++) {
                java.util.Arrays.fill(cells, r * size + left, r * size + left + width, material);
            }
        }
    }

    private int side() {
        return Math.max(2, (int) (size * (0.08 + 0.14 * random.nextDouble())));
    }
}
