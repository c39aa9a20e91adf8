// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.train.Trainer;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Services;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(30)
@Command(
        name = "resume",
        description = {
            "Go on with a run that was stopped or killed.",
            "It continues from the last checkpoint with the run's own preset and data; on the CPU the weights come"
                    + " out bit-equal to those of an unbroken run."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense resume runs/forest")
public final class ResumeCommand implements ShellCommand {

    private final Services services;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    /**
     * For one call.
     *
     * @param services finds the trainer
     */
    @Activate
    public ResumeCommand(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services) {
        this.services = services;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    @Override
    public int run(Console console) throws Exception {
        Trainer trainer = services.require(Trainer.class);
        return RunOutcome.print(trainer.resume(run, console.progress()), console);
    }
}
