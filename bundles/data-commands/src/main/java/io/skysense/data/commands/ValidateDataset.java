// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.SizeMismatch;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.shell.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a copy of a dataset, every file of it. */
@Command(
        name = "validate",
        description = {
            "Open and read every file that the lists of a dataset name, and tell what is wrong.",
            "Shapes, ranges of values, label values, listed classes, dates, series, files in several entries or"
                    + " splits. Nothing stops at the first bad file. Exit code 1 if there are errors; warnings alone"
                    + " give 0."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data validate loveda /data/loveda --json findings.json")
public final class ValidateDataset extends DataSubcommand {

    /** Of the mean from the table's, in the table's deviations. */
    private static final double FAR = 5;

    @Mixin
    private CopyOptions copy;

    @Option(names = "--digest", description = "Also look for images of the same content under other names.")
    private boolean digest;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write findings and figures to this file.")
    private Path json;

    @Override
    public int run(Console console) throws Exception {
        Findings findings = new Findings();
        Map<String, SplitFigures> figures = new LinkedHashMap<>();
        DatasetTable table;
        try (OpenedDataset strict = open(SizeMismatch.FAIL);
                OpenedDataset lenient = open(SizeMismatch.CROP)) {
            table = strict.data().table();
            ListCheck lists = new ListCheck(findings);
            for (String split : copy.splits(table)) {
                figures.put(split, check(strict, lenient, split, lists, findings, console));
            }
        }
        figures.forEach((split, found) -> {
            normalisation(split, found, findings);
            console.print("");
            console.print(copy.name() + ", " + split);
            FigureTables.print(table, found, console);
        });
        never(table, figures, findings);
        console.print("");
        findings.print(console);
        if (json != null) {
            write(table, figures, findings);
            console.print("written: " + json);
        }
        return findings.count(true) == 0 ? DONE : FAILED;
    }

    private OpenedDataset open(SizeMismatch mismatch) throws Exception {
        return OpenedDataset.of(readers().lease(copy.name()), copy.folder(), Map.of(), mismatch);
    }

    private SplitFigures check(
            OpenedDataset strict,
            OpenedDataset lenient,
            String split,
            ListCheck lists,
            Findings findings,
            Console console)
            throws Exception {
        DatasetTable table = strict.data().table();
        int size;
        try {
            size = strict.data().size(split);
        } catch (DatasetException e) {
            findings.add(Finding.LIST, e.getMessage());
            return new SplitFigures(table);
        }
        List<ListRecord> entries = entries(split);
        lists.names(split, entries);
        if (digest) {
            lists.contents(split, entries, copy.folder(), copy.threads(), console.progress());
        }
        EntryCheck check = new EntryCheck(strict.data(), lenient.data(), split, findings);
        return SplitFigures.sum(
                table,
                EntryScan.run(
                        "checking " + split,
                        size,
                        copy.threads(),
                        console.progress(),
                        () -> new SplitFigures(table),
                        check::check));
    }

    /** The entries as they stand in the list file; none for a reader that has its entries from elsewhere. */
    private List<ListRecord> entries(String split) throws IOException {
        try {
            FileLayout layout = readers()
                    .indexer(copy.name())
                    .map(own -> own.definition().files())
                    .orElse(FileLayout.DEFAULTS);
            Path list = new DatasetFolder(copy.folder()).list(copy.name(), split, layout);
            return ListFile.read(list, layout.keys()).records();
        } catch (DatasetException e) {
            return List.of();
        }
    }

    private static void normalisation(String split, SplitFigures figures, Findings findings) {
        for (ModalityFigures one : figures.modalities().values()) {
            BandTable table = one.table();
            for (int band = 0; band < one.bands().size(); band++) {
                double mean = one.bands().get(band).mean();
                double off = (mean / table.div() - table.mean().get(band))
                        / table.std().get(band);
                if (Math.abs(off) > FAR) {
                    findings.add(
                            Finding.NORMALISATION,
                            split + ": " + table.modality().key() + ": "
                                    + table.bands().get(band) + ": the mean is "
                                    + Words.number(mean) + ", " + Words.number(off)
                                    + " deviations from the table's");
                }
            }
        }
    }

    private static void never(DatasetTable table, Map<String, SplitFigures> figures, Findings findings) {
        boolean labelled = figures.values().stream().anyMatch(one -> one.labels() > 0);
        List<ClassTable.LabelClass> classes = table.classes().classes();
        for (int index = 0; labelled && index < classes.size(); index++) {
            int one = index;
            if (figures.values().stream().allMatch(found -> found.entries(one) == 0)) {
                findings.add(Finding.NEVER, classes.get(index).name());
            }
        }
    }

    private void write(DatasetTable table, Map<String, SplitFigures> figures, Findings findings) throws IOException {
        ObjectNode all = FigureJson.object().put("dataset", copy.name());
        all.put("errors", findings.count(true)).put("warnings", findings.count(false));
        findings.json(all.putArray("findings"));
        ObjectNode splits = all.putObject("splits");
        figures.forEach((split, found) -> splits.set(split, FigureJson.of(table, found)));
        AtomicFile.write(json, FigureJson.text(all));
    }
}
