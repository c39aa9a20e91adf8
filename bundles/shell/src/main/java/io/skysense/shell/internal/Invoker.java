// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import io.skysense.shell.internal.remote.RunningPlatform;
import io.skysense.shell.internal.terminal.Terminal;
import io.skysense.shell.internal.terminal.TerminalConsole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses words, runs the command they name, and turns what comes of it into output and an exit code. */
final class Invoker {

    private static final int WIDEST_HELP = 100;
    private static final int NARROWEST_HELP = 60;

    private final Terminal terminal;
    private final Root root = new Root();
    private final CommandLine commandLine;
    private final Optional<Path> platform;
    private List<String> words = List.of();

    /**
     * For one call in this process.
     *
     * @param commands every command, in the order of the overview; not used by any other call
     * @param terminal what to print to
     */
    Invoker(List<ShellCommand> commands, Terminal terminal) {
        this(commands, terminal, Path.of(""));
    }

    /**
     * For one call that another process asks for.
     *
     * @param commands those that may be called, in the order of the overview; not used by any other call
     * @param terminal what to print to
     * @param folder that paths are relative to
     */
    Invoker(List<ShellCommand> commands, Terminal terminal, Path folder) {
        this(commands, terminal, folder, Optional.empty());
    }

    /**
     * For one call.
     *
     * @param commands every command, in the order of the overview; not used by any other call
     * @param terminal what to print to
     * @param folder that paths are relative to
     * @param platform where a platform of another process may listen for commands that act on it
     */
    Invoker(List<ShellCommand> commands, Terminal terminal, Path folder, Optional<Path> platform) {
        this.terminal = terminal;
        this.platform = platform;
        commandLine = new CommandLine(root);
        commands.forEach(commandLine::addSubcommand);
        commandLine.getSubcommands().values().forEach(Invoker::layOut);
        commandLine
                .registerConverter(Path.class, folder::resolve)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, terminal.width())))
                .setUsageHelpAutoWidth(false)
                .setExpandAtFiles(false)
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler((e, words) -> usage(e))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e));
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandOverview());
        commandLine.setHelpSectionKeys(List.of(
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                UsageMessageSpec.SECTION_KEY_FOOTER));
    }

    /**
     * Runs.
     *
     * @param words the command and its options
     * @return the exit code
     */
    int run(String... words) {
        this.words = List.of(words);
        try {
            return commandLine.execute(words);
        } catch (OutOfMemoryError | LinkageError e) {
            return failed(e);
        }
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            commandLine.usage(terminal.err(), commandLine.getColorScheme());
            return ShellCommand.USAGE;
        }
        ParseResult last = parsed.subcommand();
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine called = last.commandSpec().commandLine();
        if (!called.getSubcommands().isEmpty()) {
            called.usage(terminal.err(), commandLine.getColorScheme());
            return ShellCommand.USAGE;
        }
        ShellCommand command = called.getCommand();
        try (TerminalConsole console = new TerminalConsole(terminal)) {
            return command.actsOnPlatform() ? onPlatform(command, console) : command.run(console);
        } catch (CancellationException e) {
            terminal.err().println("skysense: stopped by request");
            return ShellCommand.FAILED;
        } catch (UsageException e) {
            throw new ParameterException(called, e.getMessage(), e);
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(called, "failed", e);
        }
    }

    private int onPlatform(ShellCommand command, TerminalConsole console) throws Exception {
        Optional<RunningPlatform> running = platform.flatMap(RunningPlatform::find);
        if (running.isEmpty()) {
            return command.run(console);
        }
        try (RunningPlatform other = running.get()) {
            return other.run(words, Path.of(""), terminal);
        }
    }

    /** The order of the source is the order of the help, with blank lines between its parts. */
    private static void layOut(CommandLine subcommand) {
        subcommand
                .getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n");
        subcommand.getSubcommands().values().forEach(Invoker::layOut);
    }

    private int usage(ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("skysense: " + reason(e));
        terminal.err().println("see: " + name + " --help");
        return ShellCommand.USAGE;
    }

    private String reason(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && e.getCommandLine() == commandLine) {
            List<String> near = unmatched.getSuggestions();
            return "there is no command " + unmatched.getUnmatched().get(0)
                    + (near.isEmpty() ? "" : "; similar: " + String.join(", ", near));
        }
        return e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }

    private int failed(Throwable error) {
        Throwable cause = error instanceof CommandLine.ExecutionException ? error.getCause() : error;
        terminal.err().println("skysense: " + Failures.line(cause));
        Failures.details(cause).forEach(terminal.err()::println);
        if (root.debug()) {
            cause.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return ShellCommand.FAILED;
    }
}
