// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kenya.wildlife;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.list.ListedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the aerial images of Eikelboom et al. 2019: a folder a split, and one table of all animals. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class KenyaWildlifeReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public KenyaWildlifeReader() {
        super("kenya-wildlife.json");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        Path images = folder.resolve(split);
        if (!Files.isDirectory(images)) {
            return List.of();
        }
        Map<String, List<ListedObject>> animals = AnimalTable.read(folder, table().classes());
        String own = folder.toAbsolutePath().normalize().getFileName() + "/" + split + "/";
        List<ListRecord> records = new ArrayList<>();
        for (String image : names(images)) {
            records.add(record(own + image, animals.getOrDefault(image, List.of())));
        }
        return List.copyOf(records);
    }

    private static List<String> names(Path images) throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.toLowerCase(Locale.ROOT).matches("[^.].*\\.jpe?g"))
                    .sorted()
                    .toList();
        }
    }

    private ListRecord record(String image, List<ListedObject> animals) {
        List<Integer> classes =
                animals.stream().map(ListedObject::number).distinct().sorted().toList();
        return new ListRecord(
                Optional.of(image),
                List.of(),
                List.of(),
                Optional.empty(),
                table().name(),
                classes,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(animals));
    }
}
