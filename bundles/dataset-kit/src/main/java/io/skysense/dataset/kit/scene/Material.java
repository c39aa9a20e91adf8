// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/**
 * One parcel, roof, road or water body: a cover with its own looks.
 *
 * @param cover what it is
 * @param rgb its HR colour
 * @param rowX direction across its rows (fields) or its ridge (roofs), a unit vector's x
 * @param rowY the same, y
 * @param rowPeriod metres between rows; 0 for none
 * @param peak day of the year on which its plants are greenest
 * @param brightness factor of all its reflectances
 * @param backscatter dB added to its radar return
 * @param height metres above ground, for shadows
 * @param centreX a point on its ridge (roofs)
 * @param centreY the same, y
 */
record Material(
        Cover cover,
        double[] rgb,
        double rowX,
        double rowY,
        double rowPeriod,
        double peak,
        double brightness,
        double backscatter,
        double height,
        double centreX,
        double centreY) {

    /** {@return the part of the ground that its plants cover on a day of the year, 0 to 1} */
    double green(int day) {
        double apart = Math.abs(day - peak);
        double season = StrictMath.exp(-apart * apart / (2 * 45.0 * 45.0));
        return switch (cover) {
            case CROPLAND -> 0.05 + 0.9 * season;
            case GRASSLAND -> 0.45 + 0.45 * season;
            case FOREST -> 0.7 + 0.3 * season;
            case BARE_SOIL -> 0.08;
            case WATER, ROAD, BUILDING -> 0;
        };
    }
}
