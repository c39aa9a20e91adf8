// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds, for every class of every dataset, the records that hold it. */
final class ClassIndex {

    private static final System.Logger LOG = System.getLogger(ClassIndex.class.getName());

    private ClassIndex() {}

    /**
     * Groups the records of a split. Classes that no record holds are left out, and a warning names them. Where a list
     * does not say which classes a record holds, its label is read.
     *
     * @param datasets open datasets
     * @param split which samples
     * @param badFile what to do with labels that are needed and cannot be read
     * @return the groups, by dataset and class
     * @throws DatasetException if no record holds any class
     * @throws IOException if a list or a label cannot be read
     */
    static List<ClassGroup> of(List<Dataset> datasets, String split, BadFile badFile) throws IOException {
        List<ClassGroup> groups = new ArrayList<>();
        for (int d = 0; d < datasets.size(); d++) {
            groups.addAll(of(datasets.get(d), d, split, badFile));
        }
        if (groups.isEmpty()) {
            List<String> names = datasets.stream().map(s -> s.table().name()).toList();
            throw new DatasetException(String.join(", ", names) + ": split " + split + ": no record holds any class");
        }
        return groups;
    }

    private static List<ClassGroup> of(Dataset dataset, int number, String split, BadFile badFile) throws IOException {
        List<LabelClass> table = dataset.table().classes().classes();
        List<IntStream.Builder> records = new ArrayList<>();
        table.forEach(c -> records.add(IntStream.builder()));
        int size = dataset.size(split);
        int scanned = 0;
        for (int i = 0; i < size; i++) {
            List<Integer> classes = dataset.classes(split, i);
            if (classes.isEmpty()) {
                classes = scan(dataset, split, i, badFile);
                scanned++;
            }
            for (int c : classes) {
                records.get(c).add(i);
            }
        }
        report(dataset, split, scanned, size);
        List<ClassGroup> groups = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (int c = 0; c < table.size(); c++) {
            int[] of = records.get(c).build().toArray();
            if (of.length > 0) {
                groups.add(new ClassGroup(number, c, of));
            } else {
                absent.add(table.get(c).name());
            }
        }
        if (!absent.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> dataset.table().name() + ": split " + split + ": no record holds "
                            + String.join(", ", absent));
        }
        return groups;
    }

    private static void report(Dataset dataset, String split, int scanned, int size) {
        if (scanned > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    () -> dataset.table().name() + ": split " + split + ": " + scanned + " of " + size
                            + " records do not say which classes they hold; their labels were read");
        }
    }

    private static List<Integer> scan(Dataset dataset, String split, int index, BadFile badFile) throws IOException {
        try {
            Optional<Scene> opened = dataset.scene(split, index);
            if (opened.isEmpty()) {
                return List.of();
            }
            try (Scene scene = opened.get()) {
                return List.copyOf(scene.labelClasses());
            }
        } catch (DatasetException e) {
            if (badFile == BadFile.FAIL) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, () -> e.getMessage() + "; the record is left out");
            return List.of();
        }
    }
}
