// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.data.GeoReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.Vector;
import java.util.stream.DoubleStream;
import org.gdal.gdal.Band;
import org.gdal.gdal.ColorTable;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;

/** Copies what a dataset says about itself, so that nothing native is touched once it is closed. */
final class InfoReader {

    private InfoReader() {}

    /** Where it lies, its overviews and the metadata of the whole are left out unless asked for. */
    static RasterInfo read(RasterForm form, Dataset dataset, boolean all) throws RasterException {
        return GdalCall.object(form.source(), "cannot be described", () -> describe(form, dataset, all));
    }

    private static RasterInfo describe(RasterForm form, Dataset dataset, boolean all) {
        List<BandInfo> bands = new ArrayList<>();
        for (int i = 1; i <= form.bands(); i++) {
            bands.add(describe(form.type(i), dataset.GetRasterBand(i), all));
        }
        return new RasterInfo(
                form.source(),
                dataset.GetDriver().getShortName(),
                form.width(),
                form.height(),
                bands,
                all ? reference(dataset) : Optional.empty(),
                // Many kinds of it may lie in files beside this one, which GDAL then looks for.
                all ? items(dataset.GetMetadata_List("")) : Map.of(),
                all ? items(dataset.GetMetadata_List("IMAGE_STRUCTURE")) : Map.of());
    }

    private static BandInfo describe(PixelType type, Band band, boolean overviewed) {
        List<BandInfo.Overview> overviews = new ArrayList<>();
        // Counting them makes GDAL look for a file of them beside this one.
        for (int i = 0; overviewed && i < band.GetOverviewCount(); i++) {
            Band overview = band.GetOverview(i);
            // A damaged file may count an overview that it does not have.
            if (overview != null) {
                overviews.add(new BandInfo.Overview(overview.getXSize(), overview.getYSize()));
            }
        }
        return new BandInfo(
                type,
                text(band.GetDescription()),
                text(gdal.GetColorInterpretationName(band.GetColorInterpretation())),
                nodata(band),
                orElse(one(band::GetScale), 1),
                orElse(one(band::GetOffset), 0),
                palette(band),
                strings(band.GetCategoryNames()),
                band.GetBlockXSize(),
                band.GetBlockYSize(),
                overviews,
                items(band.GetMetadata_List("")));
    }

    private static OptionalDouble nodata(Band band) {
        Double value = one(band::GetNoDataValue);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Optional<Palette> palette(Band band) {
        ColorTable table = band.GetColorTable();
        if (table == null || table.GetCount() < 1) {
            return Optional.empty();
        }
        List<Integer> argb = new ArrayList<>(table.GetCount());
        for (int i = 0; i < table.GetCount(); i++) {
            argb.add(table.GetColorEntry(i).getRGB());
        }
        return Optional.of(new Palette(argb));
    }

    /** GDAL answers with the identity where a file has no transform. */
    private static Optional<GeoReference> reference(Dataset dataset) {
        double[] t = dataset.GetGeoTransform();
        String crs = text(dataset.GetProjection());
        boolean identity = t[0] == 0 && t[1] == 1 && t[2] == 0 && t[3] == 0 && t[4] == 0 && Math.abs(t[5]) == 1;
        if (identity && crs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GeoReference(DoubleStream.of(t).boxed().toList(), crs));
    }

    private interface Getter {
        void get(Double[] into);
    }

    private static Double one(Getter getter) {
        Double[] value = new Double[1];
        getter.get(value);
        return value[0];
    }

    private static double orElse(Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    static Map<String, String> items(Vector<?> lines) {
        Map<String, String> items = new TreeMap<>();
        for (String line : strings(lines)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                items.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return items;
    }

    private static List<String> strings(Vector<?> vector) {
        List<String> strings = new ArrayList<>();
        if (vector != null) {
            vector.forEach(item -> strings.add(text((String) item)));
        }
        return strings;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
