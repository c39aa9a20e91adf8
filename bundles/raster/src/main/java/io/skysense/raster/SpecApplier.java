// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.data.GeoReference;
import java.awt.Color;
import java.util.List;
import java.util.Vector;
import org.gdal.gdal.Band;
import org.gdal.gdal.ColorTable;
import org.gdal.gdal.Dataset;

/** Tells a dataset in memory what a {@link RasterSpec} says. */
final class SpecApplier {

    private final String target;
    private final RasterSpec spec;

    /** The target is only named in errors. */
    SpecApplier(String target, RasterSpec spec) {
        this.target = target;
        this.spec = spec;
    }

    void apply(Dataset dataset) throws RasterException {
        if (spec.reference().isPresent()) {
            place(dataset, spec.reference().get());
        }
        for (var item : spec.metadata().entrySet()) {
            GdalCall.code(
                    target,
                    "metadata " + item.getKey() + " cannot be set",
                    () -> dataset.SetMetadataItem(item.getKey(), item.getValue()));
        }
        for (int i = 1; i <= spec.bands(); i++) {
            int number = i;
            describe(number, GdalCall.object(target, "no band " + number, () -> dataset.GetRasterBand(number)));
        }
    }

    private void place(Dataset dataset, GeoReference reference) throws RasterException {
        double[] transform =
                reference.transform().stream().mapToDouble(Double::doubleValue).toArray();
        GdalCall.code(target, "transform " + reference.transform(), () -> dataset.SetGeoTransform(transform));
        if (!reference.crs().isEmpty()) {
            GdalCall.code(target, "unusable CRS " + reference.crs(), () -> dataset.SetProjection(reference.crs()));
        }
    }

    private void describe(int number, Band band) throws RasterException {
        if (!spec.names().isEmpty()) {
            GdalCall.run(
                    target,
                    "name of band " + number,
                    () -> band.SetDescription(spec.names().get(number - 1)));
        }
        if (spec.nodata().isPresent()) {
            double nodata = spec.nodata().getAsDouble();
            GdalCall.code(target, "nodata " + nodata, () -> band.SetNoDataValue(nodata));
        }
        if (spec.palette().isPresent()) {
            color(band, spec.palette().get().argb());
        }
        if (!spec.categories().isEmpty()) {
            GdalCall.code(target, "category names", () -> band.SetCategoryNames(new Vector<>(spec.categories())));
        }
    }

    private void color(Band band, List<Integer> argb) throws RasterException {
        ColorTable table = new ColorTable();
        try {
            for (int i = 0; i < argb.size(); i++) {
                table.SetColorEntry(i, new Color(argb.get(i), true));
            }
            GdalCall.code(target, "palette", () -> band.SetColorTable(table));
        } finally {
            table.delete();
        }
    }
}
