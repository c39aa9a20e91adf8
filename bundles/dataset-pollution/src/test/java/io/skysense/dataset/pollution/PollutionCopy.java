// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pollution;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a tiny copy: the images of five stations, those of Sentinel-2 with less margin, and the table of what they measure. */
public final class PollutionCopy {

    static final int SENTINEL2_SIDE = 124;

    private final TinyCopy copy;
    private final StringBuilder table =
            new StringBuilder("idx,AirQualityStation,img_path,s5p_path,Countrycode,Altitude,rural,no2,o3,pm10\n");

    private PollutionCopy(TinyCopy copy) {
        this.copy = copy;
    }

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        PollutionCopy made = new PollutionCopy(new TinyCopy(parent, "3pollution"));
        made.copy.list(
                "train", made.station("STA_ES0009R", "8.1,55.9,8.4"), made.station("STA.DE_DEBE051", "20.1,48.8,"));
        made.copy.list(
                "val", made.station("STA.IT1863A", "25.7,43.7,29.2"), made.station("STA_PL0501A", "31.9,41.3,43.4"));
        made.copy.list("test", made.station("STA-FR16029", "1.7,73.6,8.3"));
        Files.writeString(made.copy.file("samples_multimodal_3polls.csv"), made.table);
        return made.copy.root();
    }

    private String station(String station, String measured) throws IOException {
        String s2 = station + "/S2A_MSIL2A_20200123T095311_N0213_R079_T33TVG_20200123T113534.npy";
        String s5p = station + "/l3_mean_europe_2018_2020_005dg.netcdf";
        TinyArray.noise("<u2", station.hashCode(), SENTINEL2_SIDE, SENTINEL2_SIDE, 12)
                .npy(copy.file("sentinel-2/" + s2));
        try (WritableHdfFile file = HdfFile.write(copy.file("sentinel-5p/" + s5p))) {
            file.putDataset("latitude", new double[StationParts.SIDE]);
            file.putDataset("tropospheric_NO2_column_number_density", column());
        }
        table.append("%d,%s,%s,%s,IT,954,1,%s%n".formatted(station.length(), station, s2, s5p, measured));
        String values = measured.endsWith(",") ? measured + "null" : measured;
        return ("{'s2_path': ['3pollution/sentinel-2/%s'], 's1_path': ['3pollution/sentinel-5p/%s'],"
                        + " 'type': '3pollution', 'classes': [], 'values': [%s]}")
                .formatted(s2, s5p, values);
    }

    /** Grows with the row and the column; the last value is not known. */
    private static double[][][] column() {
        double[][][] values = new double[1][StationParts.SIDE][StationParts.SIDE];
        for (int i = 0; i < StationParts.SIDE * StationParts.SIDE; i++) {
            values[0][i / StationParts.SIDE][i % StationParts.SIDE] = 1e15 + 1e11 * i;
        }
        values[0][StationParts.SIDE - 1][StationParts.SIDE - 1] = Double.NaN;
        return values;
    }
}
