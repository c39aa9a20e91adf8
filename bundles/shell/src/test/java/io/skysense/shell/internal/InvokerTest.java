// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.command.DevicesCommand;
import io.skysense.shell.internal.command.EvalCommand;
import io.skysense.shell.internal.command.PredictCommand;
import io.skysense.shell.internal.command.ResumeCommand;
import io.skysense.shell.internal.command.TrainCommand;
import io.skysense.shell.internal.demo.DemoCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class InvokerTest {

    private final Shell shell = new Shell();

    /** Does what the test tells it. */
    @Command(name = "act", description = "Does what it is told.")
    private record Act(Callable<Integer> what) implements ShellCommand {

        @Override
        public CommandGroup group() {
            return CommandGroup.MAPS;
        }

        @Override
        public int run(Console console) throws Exception {
            console.print("acting");
            return what.call();
        }
    }

    @Test
    void theExitCodeIsThatOfTheCommand() {
        assertEquals(0, act(() -> ShellCommand.DONE, "act"));
        assertEquals(1, act(() -> ShellCommand.FAILED, "act"));
    }

    @Test
    void anUnexpectedErrorIsOneLineAndItsTraceOnlyWithDebug() {
        Callable<Integer> broken = () -> {
            throw new IllegalStateException("two\nlines");
        };

        assertEquals(1, act(broken, "act"));
        assertEquals(
                "skysense: unexpected IllegalStateException: two lines; this is a defect: --debug shows where",
                shell.err().strip());
        assertEquals(1, act(broken, "act", "--debug"));
        assertTrue(shell.err().contains("at io.skysense.shell.internal.InvokerTest"), shell.err());
    }

    @Test
    void workThatWasStoppedFailsWithoutCallingItADefect() {
        assertEquals(
                1,
                act(
                        () -> {
                            throw new CancellationException("after 2 samples");
                        },
                        "act"));
        assertEquals("skysense: stopped by request", shell.err().strip());
    }

    @Test
    void errorsOfTheMachineAreOneLineToo() {
        assertEquals(
                1,
                act(
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        "act"));
        assertEquals(
                1,
                act(
                        () -> {
                            throw new UnsatisfiedLinkError("libx.so: missing");
                        },
                        "act"));
        assertEquals(2, shell.err().lines().count(), shell.err());
        assertTrue(shell.err().contains("out of memory (Java heap space)"));
        assertTrue(shell.err().contains("libx.so: missing"));
    }

    @Test
    void wrongUsageIsTwoAndNamesTheHelp() {
        assertEquals(2, all("train"));
        assertTrue(shell.err().contains("--preset") && shell.err().contains("see: skysense train --help"), shell.err());
        assertEquals(2, all("trian"));
        assertTrue(shell.err().contains("there is no command trian; similar: train"), shell.err());
        assertEquals(2, all("predict", "--run", "r", "--input", "i", "--output", "o", "--tile", "big"));
        assertEquals(2, all("predict", "--run", "r", "--input", "i", "--output", "o", "--tile", "0"));
        assertEquals(2, all("predict", "--run", "r", "--input", "i", "--output", "o", "--overlap", "300"));
        assertTrue(shell.err().contains("'big' is not an int"), shell.err());
        assertEquals(2, all("train", "--preset", "p", "--out", "o", "--set", "nothing"));
        assertEquals(2, all("devices", "extra"));
        assertEquals(2, all());
        assertTrue(shell.out().isEmpty(), shell.out());
    }

    @Test
    void theOverviewListsEveryCommandInItsGroup() {
        assertEquals(0, all("--help"));
        List<String> lines = shell.out().lines().toList();
        int training = lines.indexOf("Training and evaluation:");
        int maps = lines.indexOf("Maps:");
        assertTrue(0 < training && training < maps && maps < lines.indexOf("The platform:"), shell.out());
        assertEquals(
                List.of("train", "resume", "eval"),
                lines.subList(training + 1, training + 4).stream()
                        .map(l -> l.strip().split(" ")[0])
                        .toList());
        assertTrue(shell.out().contains("0 done, 1 failed, 2 wrong usage"));
    }

    @Test
    void theHelpOfEveryCommandExplainsEveryOptionAndGivesAnExample() {
        for (ShellCommand command : commands()) {
            CommandSpec spec = new CommandLine(command).getCommandSpec();
            Shell own = new Shell();
            assertEquals(0, own.run(commands(), spec.name(), "--help"), own.err());
            assertTrue(own.out().contains("Usage: skysense " + spec.name()), own.out());
            assertTrue(own.out().contains("Example:") && own.out().contains("  skysense " + spec.name()), own.out());
            for (OptionSpec option : spec.options()) {
                assertTrue(own.out().contains(option.longestName()), option.longestName() + " in " + own.out());
                assertTrue(option.description().length > 0 && !option.description()[0].isBlank());
                boolean flagOrNeeded = option.required() || option.arity().max() == 0 || option.isMultiValue();
                assertTrue(
                        flagOrNeeded || option.description()[0].contains("Default"),
                        spec.name() + " " + option.longestName() + " does not tell its default");
            }
            assertFalse(own.out().contains("\u001b"), "escape codes without a terminal");
        }
    }

    @Test
    void theVersionIsPrinted() {
        assertEquals(0, all("--version"));
        assertTrue(shell.out().startsWith("skysense "), shell.out());
    }

    private int act(Callable<Integer> what, String... words) {
        return shell.run(List.of(new Act(what)), words);
    }

    private int all(String... words) {
        return shell.run(commands(), words);
    }

    private List<ShellCommand> commands() {
        return List.of(
                new TrainCommand(shell, new Presets(Path.of("none"))),
                new ResumeCommand(shell),
                new EvalCommand(shell),
                new PredictCommand(shell),
                new DevicesCommand(shell),
                new DemoCommand(shell, new Presets(Path.of("none"))));
    }
}
