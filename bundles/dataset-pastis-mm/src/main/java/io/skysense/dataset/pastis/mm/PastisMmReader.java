// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pastis.mm;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads PASTIS: dates and folds stand in a file beside the series. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class PastisMmReader extends ListedReader {

    /** The fold that the authors validate with when they test with the fifth. */
    private static final int VALIDATION_FOLD = 4;

    private static final Pattern PATCH = Pattern.compile("_(\\d+)\\.tif$");

    /** Reads the definition. */
    @Activate
    public PastisMmReader() {
        super("pastis-mm.json");
    }

    @Override
    protected SampleParts parts() {
        return new SeriesDates();
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        Path file = folder.resolve(Patches.FILE);
        Map<Integer, Patches.Patch> patches = Patches.read(file);
        List<ListRecord> records = new ArrayList<>();
        for (ListRecord record : super.index(folder, split)) {
            Matcher number = PATCH.matcher(record.name());
            Patches.Patch patch = number.find() ? patches.get(Integer.parseInt(number.group(1))) : null;
            if (patch == null) {
                throw new DatasetException(file + ": has nothing of " + record.name());
            }
            boolean wanted = split.equals("val") ? patch.fold() == VALIDATION_FOLD : patch.fold() < VALIDATION_FOLD;
            if (wanted) {
                records.add(record);
            }
        }
        return records;
    }
}
