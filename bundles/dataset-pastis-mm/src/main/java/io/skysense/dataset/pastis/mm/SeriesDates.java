// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pastis.mm;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.SampleParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the dates of {@code DATA_S2/S2_<patch>.npy} and {@code DATA_S1A/S1A_<patch>.npy}. */
final class SeriesDates implements SampleParts {

    private static final Pattern SERIES = Pattern.compile("DATA_S(?:2|1A)/S(?:2|1A)_(\\d+)\\.npy");

    private Path file;
    private Map<Integer, Patches.Patch> patches;

    @Override
    public List<LocalDate> dates(Modality modality, Path series) throws IOException {
        Path folder = series.getParent();
        if (folder == null || folder.getParent() == null) {
            return List.of();
        }
        Matcher name = SERIES.matcher(folder.getFileName() + "/" + series.getFileName());
        if (!name.matches()) {
            return List.of();
        }
        // Of the published folders only: elsewhere the folder above may be outside of the data folder.
        Path beside = folder.resolveSibling(Patches.FILE);
        Patches.Patch patch = patches(beside).get(Integer.parseInt(name.group(1)));
        if (patch == null) {
            throw new DatasetException(series + ": its patch is not in " + beside);
        }
        return modality == Modality.S2 ? patch.s2() : patch.s1();
    }

    /** The table is read once, when it is first asked for. */
    private synchronized Map<Integer, Patches.Patch> patches(Path beside) throws IOException {
        if (!beside.equals(file)) {
            patches = Patches.read(beside);
            file = beside;
        }
        return patches;
    }
}
