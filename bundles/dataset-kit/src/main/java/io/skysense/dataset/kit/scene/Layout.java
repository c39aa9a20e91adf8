// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.dataset.kit.sampler.SeededRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lays out a scene, back to front: parcels of land, woods, river and lake, roads, buildings along the roads. Lengths in
 * metres from the upper left corner.
 */
final class Layout {

    private final SplittableRandom random;
    private final Palettes palettes;
    private final Noise noise;
    private final double extent;
    private final List<Material> materials = new ArrayList<>();
    private final Map<Long, Integer> parcels = new HashMap<>();
    private final List<Ribbon> roads = new ArrayList<>();
    private final List<Integer> roadMaterials = new ArrayList<>();
    private final List<Ribbon> rivers = new ArrayList<>();
    private final long parcelSeed;
    private final double turnX;
    private final double turnY;
    private final double parcelWidth;
    private final double parcelHeight;
    private final double woodLevel;
    private final double lakeLevel;
    private final int wood;
    private final int water;

    private Layout(long seed, Map<Cover, Spectra> spectra, double extent) {
        this.random = SeededRandom.of(seed, 1);
        this.palettes = new Palettes(spectra, SeededRandom.of(seed, 2));
        this.noise = new Noise(SeededRandom.of(seed, 3));
        this.parcelSeed = SeededRandom.mix(seed, 4);
        this.extent = extent;
        double angle = uniform(0, Math.PI);
        this.turnX = StrictMath.cos(angle);
        this.turnY = StrictMath.sin(angle);
        this.parcelWidth = uniform(60, 130);
        this.parcelHeight = uniform(45, 90);
        this.woodLevel = uniform(-0.05, 0.3);
        this.lakeLevel = random.nextDouble() < 0.45 ? uniform(0.25, 0.4) : 2;
        this.wood = add(palettes.plain(Cover.FOREST));
        this.water = add(palettes.plain(Cover.WATER));
    }

    /**
     * Draws a scene's ground.
     *
     * @param seed the scene's own
     * @param spectra looks of the covers
     * @param size rows and columns
     * @param gsd metres a pixel
     * @return the ground
     */
    static Ground draw(long seed, Map<Cover, Spectra> spectra, int size, double gsd) {
        Layout layout = new Layout(seed, spectra, size * gsd);
        layout.drawRibbons();
        int[] cells = new int[size * size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                cells[r * size + c] = layout.land((c + 0.5) * gsd, (r + 0.5) * gsd);
            }
        }
        layout.build(cells, size, gsd);
        return new Ground(size, gsd, cells, List.copyOf(layout.materials));
    }

    private void drawRibbons() {
        if (random.nextDouble() < 0.5) {
            rivers.add(ribbon(uniform(12, 30), uniform(120, 260), uniform(4, 12)));
        }
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            boolean asphalt = i == 0 || random.nextBoolean();
            roads.add(ribbon(uniform(0, 14), uniform(200, 500), asphalt ? uniform(3, 4.5) : uniform(1.6, 2.4)));
            roadMaterials.add(add(palettes.kind(Cover.ROAD, asphalt ? 0 : 1)));
        }
    }

    private Ribbon ribbon(double amplitude, double wavelength, double half) {
        double angle = uniform(0, Math.PI);
        return new Ribbon(
                uniform(0.15, 0.85) * extent,
                uniform(0.15, 0.85) * extent,
                StrictMath.cos(angle),
                StrictMath.sin(angle),
                amplitude,
                wavelength,
                uniform(0, 2 * Math.PI),
                half);
    }

    /** The material of a place, before buildings. */
    private int land(double x, double y) {
        for (int i = 0; i < roads.size(); i++) {
            if (Math.abs(roads.get(i).across(x, y)) < roads.get(i).half()) {
                return roadMaterials.get(i);
            }
        }
        if (wet(x, y)) {
            return water;
        }
        double woods = noise.fractal(x / 140, y / 140, 4) + 0.15 * noise.fractal(x / 12 + 90, y / 12, 2);
        return woods > woodLevel ? wood : parcel(x, y);
    }

    private boolean wet(double x, double y) {
        for (Ribbon river : rivers) {
            double bank = river.half() * (1 + 0.5 * noise.fractal(x / 25 + 50, y / 25, 2));
            if (Math.abs(river.across(x, y)) < bank) {
                return true;
            }
        }
        return noise.fractal(x / 120 + 140, y / 120 + 20, 3) > lakeLevel;
    }

    /** Parcels are the cells of a turned, slightly bent grid whose rows are shifted against each other. */
    private int parcel(double x, double y) {
        double bentX = x + 9 * noise.fractal(x / 90 + 200, y / 90, 2);
        double bentY = y + 9 * noise.fractal(x / 90, y / 90 + 200, 2);
        double u = (bentX * turnX + bentY * turnY) / parcelWidth;
        double v = (bentY * turnX - bentX * turnY) / parcelHeight;
        long row = (long) Math.floor(v);
        double shift = SeededRandom.of(parcelSeed, row).nextDouble();
        long column = (long) Math.floor(u + shift);
        return parcels.computeIfAbsent(
                row * 100_003 + column, k -> add(field(SeededRandom.of(parcelSeed, row, column))));
    }

    private Material field(SplittableRandom own) {
        double kind = own.nextDouble();
        boolean along = own.nextBoolean();
        double rowX = along ? turnX : -turnY;
        double rowY = along ? turnY : turnX;
        if (kind < 0.5) {
            return palettes.rows(Cover.CROPLAND, rowX, rowY, 2.2 + 2 * own.nextDouble());
        }
        if (kind < 0.75) {
            return palettes.plain(Cover.GRASSLAND);
        }
        // Some bare fields show the plough's rows too.
        return palettes.rows(Cover.BARE_SOIL, rowX, rowY, own.nextDouble() < 0.4 ? 3 + own.nextDouble() : 0);
    }

    /** Puts houses with their lawns beside the roads. */
    private void build(int[] cells, int size, double gsd) {
        int lawn = add(palettes.plain(Cover.GRASSLAND));
        for (Ribbon road : roads) {
            double density = uniform(0.15, 0.75);
            for (double along = -1.5 * extent; along < 1.5 * extent; along += uniform(20, 34)) {
                for (int side = -1; side <= 1; side += 2) {
                    if (random.nextDouble() < density) {
                        house(road, along, side, lawn, cells, size, gsd);
                    }
                }
            }
        }
    }

    private void house(Ribbon road, double along, int side, int lawn, int[] cells, int size, double gsd) {
        double length = uniform(9, 22);
        double depth = uniform(8, 13);
        double beside = side * (road.half() + uniform(4, 10) + depth / 2);
        double x = road.pointX(along, beside);
        double y = road.pointY(along, beside);
        if (x < 0 || y < 0 || x >= extent || y >= extent || wet(x, y)) {
            return;
        }
        double ux = road.pointX(along + 1, beside) - x;
        double uy = road.pointY(along + 1, beside) - y;
        double norm = Math.sqrt(ux * ux + uy * uy);
        int roof = add(palettes.roof(-uy / norm, ux / norm, uniform(4, 9), x, y));
        double reach = (length + depth) / 2 + 8;
        for (int r = row(y - reach, gsd, size); r < row(y + reach, gsd, size); r++) {
            for (int c = row(x - reach, gsd, size); c < row(x + reach, gsd, size); c++) {
                double px = (c + 0.5) * gsd - x;
                double py = (r + 0.5) * gsd - y;
                double u = Math.abs(px * ux + py * uy) / norm;
                double v = Math.abs(py * ux - px * uy) / norm;
                Cover before = materials.get(cells[r * size + c]).cover();
                boolean free = before != Cover.ROAD && before != Cover.WATER && before != Cover.BUILDING;
                if (free && u < length / 2 && v < depth / 2) {
                    cells[r * size + c] = roof;
                } else if (free && before != Cover.FOREST && u < length / 2 + 6 && v < depth / 2 + 6) {
                    cells[r * size + c] = lawn;
                }
            }
        }
    }

    private static int row(double at, double gsd, int size) {
        return (int) Math.max(0, Math.min(size, Math.floor(at / gsd)));
    }

    private int add(Material material) {
        materials.add(material);
        return materials.size() - 1;
    }

    private double uniform(double least, double greatest) {
        return least + (greatest - least) * random.nextDouble();
    }
}
