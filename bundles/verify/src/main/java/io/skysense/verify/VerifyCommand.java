// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.model.UnitSource;
import io.skysense.api.train.OptimizerFactory;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the model against numbers that were recorded from the reference. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "verify",
        description = {
            "Rebuild a recorded model and compare every recorded array: stages, gradients, batch statistics,",
            "missing modalities, optimiser steps and single modules. Exit code 1 if one is off its limit."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense verify --fixtures fixtures/nano8")
public final class VerifyCommand implements ShellCommand {

    @Option(
            names = "--fixtures",
            required = true,
            paramLabel = "DIR",
            description =
                    "A folder with config.json, weights.npz and recordings, or one with such folders and units.npz")
    private Path fixtures;

    @Option(names = "--failures", description = "Show only what is off its limit")
    private boolean failures;

    private final InContextModelFactory factory;
    private final OptimizerFactory optimizers;
    private final List<UnitSource> units;

    /**
     * For one call.
     *
     * @param factory builds the models
     * @param optimizers makes the optimiser
     * @param units know the modules of plug-ins
     */
    @Activate
    public VerifyCommand(
            @Reference InContextModelFactory factory,
            @Reference OptimizerFactory optimizers,
            @Reference List<UnitSource> units) {
        this.factory = factory;
        this.optimizers = optimizers;
        this.units = new ArrayList<>(units);
        this.units.add(new SharedUnits());
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (FixtureFolder folder : FixtureFolder.find(fixtures)) {
            console.print("model: " + folder.path());
            rows.addAll(new Verification(factory, optimizers, folder).run(console.progress()));
        }
        if (Files.isRegularFile(FixtureFolder.units(fixtures))) {
            console.print("modules: " + FixtureFolder.units(fixtures));
            try (Recording recording = Recording.open(FixtureFolder.units(fixtures))) {
                new UnitCheck(units, recording, rows).run();
            }
        }
        List<Row> failed = rows.stream().filter(row -> !row.passed()).toList();
        console.table(
                Row.HEADER, (failures ? failed : rows).stream().map(Row::cells).toList());
        console.print(rows.size() + " arrays compared, " + failed.size() + " off their limits");
        return failed.isEmpty() && !rows.isEmpty() ? DONE : FAILED;
    }
}
