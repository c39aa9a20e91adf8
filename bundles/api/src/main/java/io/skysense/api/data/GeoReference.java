// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.util.List;

/**
 * Where an image lies on the Earth.
 *
 * @param transform GDAL's six numbers: x = t0 + column*t1 + row*t2, y = t3 + column*t4 + row*t5
 * @param crs the coordinate reference system as WKT; empty if unknown
 */
public record GeoReference(List<Double> transform, String crs) {

    /** Copies the list and checks its length. */
    public GeoReference {
        transform = List.copyOf(transform);
        if (transform.size() != 6) {
            throw new IllegalArgumentException(transform.size() + " numbers in a geotransform, not 6");
        }
    }

    /**
     * The reference of a window.
     *
     * @param column its left column in pixels
     * @param row its upper row in pixels
     * @return the same system with the origin moved there
     */
    public GeoReference shifted(double column, double row) {
        List<Double> t = transform;
        return new GeoReference(
                List.of(
                        t.get(0) + column * t.get(1) + row * t.get(2),
                        t.get(1),
                        t.get(2),
                        t.get(3) + column * t.get(4) + row * t.get(5),
                        t.get(4),
                        t.get(5)),
                crs);
    }
}
