// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what standard output of this process is. */
public final class TerminalProbe {

    private static final int DEFAULT_WIDTH = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    private TerminalProbe() {}

    /**
     * Looks at the process.
     *
     * @param out where results go
     * @param err where errors go
     * @return the terminal; not interactive where standard output is a file or a pipe, or TERM is missing or dumb
     */
    public static Terminal of(PrintStream out, PrintStream err) {
        boolean interactive = movesCursor(System.getenv()) && standardOutputIsTerminal();
        int width = width(System.getenv()).or(TerminalProbe::sizeOfTerminal).orElse(DEFAULT_WIDTH);
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), interactive, width, unicode());
    }

    /** Whether the kind of terminal can go back to the start of a line. */
    static boolean movesCursor(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        return !kind.isEmpty() && !kind.equals("dumb");
    }

    /** The width that COLUMNS asks for. */
    static Optional<Integer> width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,3}") ? Optional.of(Integer.valueOf(columns)) : Optional.empty();
    }

    /** The second number that stty prints: rows, then columns. */
    static Optional<Integer> columns(String size) {
        Matcher matcher = SIZE.matcher(size);
        return matcher.matches() ? width(Map.of("COLUMNS", matcher.group(1))) : Optional.empty();
    }

    /** System.console() asks for standard input too, and from Java 22 on is there without any terminal. */
    private static boolean standardOutputIsTerminal() {
        return run(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT))
                .isPresent();
    }

    private static Optional<Integer> sizeOfTerminal() {
        File terminal = new File("/dev/tty");
        return terminal.exists()
                ? run(new ProcessBuilder("stty", "size").redirectInput(terminal))
                        .flatMap(TerminalProbe::columns)
                : Optional.empty();
    }

    /** What a command printed; empty if it failed. */
    private static Optional<String> run(ProcessBuilder command) {
        try {
            Process process = command.redirectError(Redirect.DISCARD).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            boolean done = process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
            return done ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean unicode() {
        // stdout.encoding came with Java 19; before, output uses the native encoding.
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
        return name.isEmpty()
                ? Charset.defaultCharset().equals(StandardCharsets.UTF_8)
                : name.equalsIgnoreCase("UTF-8");
    }
}
