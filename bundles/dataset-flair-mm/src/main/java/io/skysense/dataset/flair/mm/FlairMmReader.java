// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flair.mm;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads FLAIR #2: the Sentinel-2 series is that of a whole area, of which each patch is a part. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class FlairMmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public FlairMmReader() {
        super("flair-mm.json");
    }

    @Override
    protected SampleParts parts() {
        return new ProductDates();
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        Map<String, List<Double>> centres = CentrePoints.read(folder.resolve(CentrePoints.FILE));
        List<ListRecord> records = new ArrayList<>();
        for (ListRecord record : super.index(folder, split)) {
            String image = record.name();
            List<Double> centre = centres.get(image.substring(image.lastIndexOf('/') + 1));
            if (centre == null) {
                throw new DatasetException(folder.resolve(CentrePoints.FILE) + ": has no centre of " + image);
            }
            // <dataset>/flair_aerial_train/<domain>/<area>/img/IMG_<number>.tif
            String[] parts = image.split("/");
            int last = parts.length - 1;
            Path area = Path.of(parts[last - 4].replace("aerial", "sen"), parts[last - 3], parts[last - 2], "sen");
            String series = series(folder, area).toString().replace('\\', '/');
            String prefix = image.substring(0, image.indexOf(parts[last - 4]));
            records.add(new ListRecord(
                    record.hr(),
                    List.of(prefix + series),
                    record.s1(),
                    record.target(),
                    record.type(),
                    record.classes(),
                    record.location(),
                    centre));
        }
        return records;
    }

    private static Path series(Path folder, Path area) throws IOException {
        Path below = folder.resolve(area);
        if (Files.isDirectory(below)) {
            try (Stream<Path> files = Files.list(below)) {
                List<Path> found =
                        files.filter(f -> f.toString().endsWith("_data.npy")).toList();
                if (found.size() == 1) {
                    return area.resolve(found.get(0).getFileName());
                }
            }
        }
        throw new DatasetException(below + ": one file of the name *_data.npy is expected");
    }
}
