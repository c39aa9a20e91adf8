// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.ShellCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** Writes the list of commands in groups, each with the first line of its description. */
final class CommandOverview implements IHelpSectionRenderer {

    @Override
    public String render(Help help) {
        List<CommandLine> all = List.copyOf(help.commandSpec().subcommands().values());
        int widest =
                all.stream().mapToInt(c -> c.getCommandName().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandLine> members = all.stream()
                    .filter(c -> ((ShellCommand) c.getCommand()).group() == group)
                    .toList();
            if (!members.isEmpty()) {
                text.append(System.lineSeparator())
                        .append(group.title())
                        .append(":")
                        .append(System.lineSeparator());
                members.forEach(c -> append(text, help, c, widest));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Help help, CommandLine command, int widest) {
        String name = command.getCommandName();
        String[] description = command.getCommandSpec().usageMessage().description();
        text.append("  ").append(help.colorScheme().commandText(name));
        text.append(" ".repeat(widest - name.length() + 3));
        text.append(description.length == 0 ? "" : description[0]).append(System.lineSeparator());
    }
}
