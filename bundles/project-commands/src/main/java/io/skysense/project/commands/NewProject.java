// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One of the words after {@code new}. */
abstract class NewProject implements ShellCommand {

    private final PluginKind kind;

    @ParentCommand
    private NewCommand parent;

    @Parameters(
            paramLabel = "NAME",
            description = "What presets call it: small letters and digits, in words that hyphens join.")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "Its Java package, which is also the name of the bundle. Default: org.example.KIND.NAME")
    private String javaPackage;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to make, which must not be there yet. Default: KIND-NAME")
    private Path out;

    NewProject(PluginKind kind) {
        this.kind = kind;
    }

    @Override
    public final CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public final int run(Console console) throws Exception {
        ProjectNames names = names();
        Path folder = out == null ? Path.of(kind.word() + "-" + name) : out;
        Map<String, String> files = ProjectTemplate.of(kind).render(names, parent.repository());
        ProjectFolder.write(folder, files);
        console.print("made: " + folder);
        console.print("build and test it: mvn package, in that folder");
        console.print(
                "have it serve: skysense install " + folder.resolve("target").resolve(names.jar()));
        return DONE;
    }

    private ProjectNames names() throws UsageException {
        try {
            return javaPackage == null ? ProjectNames.of(kind, name) : new ProjectNames(name, javaPackage);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
