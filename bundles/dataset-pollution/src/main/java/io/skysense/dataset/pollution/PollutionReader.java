// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pollution;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.layout.SideTable;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads 3pollution, the data of AQNet (Rowley and Karakus 2023): what ground stations measure, and what two satellites
 * see around them. A package cannot be called as the dataset is.
 */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class PollutionReader extends ListedReader {

    private static final String TABLE = "samples_multimodal_3polls.csv";
    private static final int QUARTERS = 4;

    /** Reads the definition. */
    @Activate
    public PollutionReader() {
        super("3pollution.json");
    }

    @Override
    protected SampleParts parts() {
        return new StationParts(table());
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        String own = folder.toAbsolutePath().normalize().getFileName() + "/";
        List<ListRecord> records = new ArrayList<>();
        for (SideTable.Row row : SideTable.read(
                folder.resolve(TABLE),
                "the stations and what they measure",
                "AirQualityStation",
                "img_path",
                "s5p_path",
                "no2",
                "o3",
                "pm10")) {
            if (split.equals(split(row.text("AirQualityStation")))) {
                records.add(new ListRecord(
                        Optional.empty(),
                        List.of(own + "sentinel-2/" + row.text("img_path")),
                        List.of(own + "sentinel-5p/" + row.text("s5p_path")),
                        Optional.empty(),
                        table().name(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(row.number("no2"), row.number("o3"), row.number("pm10")),
                        Optional.empty()));
            }
        }
        return List.copyOf(records);
    }

    /** The samples of a station stay together, and its split does not depend on which others there are. */
    private static String split(String station) {
        CRC32 code = new CRC32();
        code.update(station.getBytes(StandardCharsets.UTF_8));
        return switch ((int) (code.getValue() % QUARTERS)) {
            case 0 -> "val";
            case 1 -> "test";
            default -> "train";
        };
    }
}
