// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.plugin.PluginLease;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.shell.CommandException;
import io.skysense.shell.Console;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the list files of a published dataset. */
@Command(
        name = "index",
        description = {
            "Write the list files of a dataset from the folders it is published in.",
            "Finds the files that belong together, looks through every label for the classes in it, and writes"
                    + " <dataset>_<split>.json into the dataset's folder. A list appears when it is whole: stopping"
                    + " leaves nothing behind."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data index loveda /data/loveda --split train")
public final class IndexDataset extends DataSubcommand {

    private static final int NAMED = 5;

    @Mixin
    private CopyOptions copy;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the list is written, of one split. Default: in the dataset's folder.")
    private Path out;

    @Option(names = "--force", description = "Replace list files that exist.")
    private boolean force;

    @Option(names = "--skip", description = "Leave entries out whose label cannot be used, in place of failing.")
    private boolean skip;

    @Override
    public int run(Console console) throws Exception {
        try (PluginLease<DatasetReader> lease = readers().lease(copy.name())) {
            DatasetIndexer indexer = readers()
                    .indexer(copy.name())
                    .orElseThrow(() -> new CommandException(
                            copy.name() + ": its reader does not say how the dataset is published"));
            Map<String, Path> lists = lists(copy.splits(lease.plugin().table()));
            Path folder = copy.ownFolder();
            if (!Files.isDirectory(folder)) {
                throw new CommandException(folder + ": no such folder");
            }
            Map<String, long[]> entries = new LinkedHashMap<>();
            for (Map.Entry<String, Path> list : lists.entrySet()) {
                List<ListRecord> found = find(indexer, folder, list.getKey(), console);
                if (!found.isEmpty()) {
                    entries.put(list.getKey(), write(indexer.definition(), folder, list, found, console));
                }
            }
            if (entries.isEmpty()) {
                throw new CommandException(folder + ": holds nothing in the layout that " + copy.name()
                        + " is published in (" + indexer.definition().table().homepage() + ")");
            }
            summary(indexer.definition(), entries, console);
        }
        return DONE;
    }

    private Map<String, Path> lists(List<String> splits) throws CommandException {
        if (out != null && splits.size() != 1) {
            throw new UsageException("--out " + out + ": takes one list; name its split with --split");
        }
        Map<String, Path> lists = new LinkedHashMap<>();
        for (String split : splits) {
            Path list = out != null ? out : copy.ownFolder().resolve(copy.name() + "_" + split + ".json");
            Path parent = list.toAbsolutePath().getParent();
            if (out != null && !Files.isDirectory(parent)) {
                throw new CommandException(list + ": there is no folder " + parent);
            }
            if (Files.exists(list) && !force) {
                throw new CommandException(list + ": exists already; --force replaces it");
            }
            lists.put(split, list);
        }
        return lists;
    }

    private List<ListRecord> find(DatasetIndexer indexer, Path folder, String split, Console console)
            throws IOException, CommandException {
        Map<String, Map<String, String>> layout = indexer.definition().files().layout();
        if (!copy.chosen() && !layout.isEmpty() && !layout.containsKey(split)) {
            console.print(split + ": the dataset is published without this split");
            return List.of();
        }
        List<ListRecord> found = indexer.index(folder, split);
        if (found.isEmpty()) {
            String nothing = split + ": nothing of it is in " + folder;
            if (copy.chosen()) {
                throw new CommandException(nothing);
            }
            console.print(nothing);
        }
        return found;
    }

    /** Writes one list, and counts the entries of each class; at the end those of no class. */
    private long[] write(
            DatasetDefinition definition,
            Path folder,
            Map.Entry<String, Path> list,
            List<ListRecord> found,
            Console console)
            throws IOException, CommandException {
        LabelScan scan = new LabelScan(readers(), copy.name(), folder, list.getKey(), list.getValue());
        LabelScan.Result result = scan.run(found, copy.threads(), console.progress());
        result.faults().stream().limit(NAMED).forEach(fault -> console.print("left out: " + fault));
        if (result.faults().size() > NAMED) {
            console.print("left out: " + (result.faults().size() - NAMED) + " more");
        }
        if (!result.faults().isEmpty() && !skip) {
            throw new CommandException(
                    list.getValue() + ": not written, " + result.faults().size() + " of " + found.size()
                            + " entries cannot be used; --skip leaves them out");
        }
        if (result.faults().size() == found.size()) {
            throw new CommandException(list.getValue() + ": not written, none of the entries can be used");
        }
        List<Integer> listed = definition.listedClasses();
        long[] counts = new long[listed.size() + 1];
        List<ListRecord> records = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            List<Integer> classes = result.classes().get(i);
            if (classes != null) {
                ListRecord record = numbered(found.get(i), classes, listed);
                record.classes().stream()
                        .map(listed::get)
                        .filter(index -> index != ClassTable.IGNORE)
                        .forEach(index -> counts[index]++);
                counts[listed.size()] += record.classes().isEmpty() ? 1 : 0;
                records.add(record);
            }
        }
        ListFile.write(list.getValue(), records);
        console.print("written: " + list.getValue() + ", " + records.size() + " entries");
        return counts;
    }

    /** Where there is no label to look at, the reader has said the classes. */
    private static ListRecord numbered(ListRecord entry, List<Integer> classes, List<Integer> listed) {
        return entry.target().isEmpty()
                ? entry
                : entry.withClasses(
                        classes.stream().map(listed::indexOf).sorted().toList());
    }

    private static void summary(DatasetDefinition definition, Map<String, long[]> entries, Console console) {
        List<String> header = new ArrayList<>(List.of("class"));
        entries.keySet().forEach(split -> header.add("entries of " + split));
        List<ClassTable.LabelClass> classes = definition.table().classes().classes();
        List<List<String>> rows = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (int index = 0; index < classes.size(); index++) {
            int one = index;
            rows.add(row(classes.get(index).name(), entries, one));
            if (entries.values().stream().allMatch(counts -> counts[one] == 0)) {
                never.add(classes.get(index).name());
            }
        }
        rows.add(row("(none)", entries, classes.size()));
        console.print("");
        console.table(header, rows);
        if (!never.isEmpty()) {
            console.print("warning: in no label: " + String.join(", ", never));
        }
    }

    private static List<String> row(String name, Map<String, long[]> entries, int index) {
        List<String> row = new ArrayList<>(List.of(name));
        entries.values().forEach(counts -> row.add(Long.toString(counts[index])));
        return row;
    }
}
