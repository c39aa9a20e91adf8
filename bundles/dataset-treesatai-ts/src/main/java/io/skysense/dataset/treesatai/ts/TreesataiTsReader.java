// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.treesatai.ts;

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
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads TreeSatAI-TS (Ahlswede et al. 2023, Astruc et al. 2024): an aerial image and a file of all series a patch. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class TreesataiTsReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public TreesataiTsReader() {
        super("treesatai-ts.json");
    }

    @Override
    protected SampleParts parts() {
        return new PatchParts(table());
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        Optional<Path> names = Published.find(folder, "split", split + "_filenames.lst");
        if (names.isEmpty()) {
            return List.of();
        }
        Genera genera = Genera.read(folder, table().classes());
        Map<String, String> aerial = Published.files(folder, "aerial", ".tif");
        Map<String, String> series = Published.files(folder, "sentinel-ts", ".h5");
        String own = folder.toAbsolutePath().normalize().getFileName() + "/";
        List<ListRecord> records = new ArrayList<>();
        for (String line : Files.readAllLines(names.get())) {
            if (line.isBlank()) {
                continue;
            }
            String patch = line.strip().replaceFirst("\\.tif$", "");
            String image = aerial.get(patch);
            if (image == null) {
                throw new DatasetException(names.get() + ": " + patch + ": aerial/ has no such image");
            }
            List<String> both = Optional.ofNullable(series.get(patch))
                    .map(s -> List.of(own + s))
                    .orElse(List.of());
            records.add(new ListRecord(
                    Optional.of(own + image),
                    both,
                    both,
                    Optional.empty(),
                    table().name(),
                    genera.of(patch),
                    List.of(),
                    List.of()));
        }
        return List.copyOf(records);
    }
}
