// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;

/** The commands that make projects. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(-9)
@Command(
        name = "new",
        description = "Make the project of a plug-in of your own: sources, a test, and what Maven needs to build it.",
        subcommands = {NewHead.class, NewDataset.class, NewEncoder.class},
        footerHeading = "%nExample:%n",
        footer = "  skysense new head roads")
public final class NewCommand implements ShellCommand {

    private static final String REPOSITORY = "skysense.maven";

    private final Optional<Path> repository;

    /**
     * For one call.
     *
     * @param context knows where the distribution has the API
     */
    @Activate
    public NewCommand(BundleContext context) {
        this(Optional.ofNullable(context.getProperty(REPOSITORY)).map(Path::of));
    }

    /** For a repository of the API that may not be there. */
    NewCommand(Optional<Path> repository) {
        this.repository = repository;
    }

    /** {@return the API as a Maven repository} */
    Path repository() throws CommandException {
        Path folder = repository.orElseThrow(
                () -> new CommandException("no API to build with: the property " + REPOSITORY + " is not set"));
        if (!Files.isDirectory(folder)) {
            throw new CommandException("no API to build with: no folder " + folder);
        }
        return folder.toAbsolutePath().normalize();
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    /** Not called: the words after {@code new} name one of its commands. */
    @Override
    public int run(Console console) {
        return USAGE;
    }
}
