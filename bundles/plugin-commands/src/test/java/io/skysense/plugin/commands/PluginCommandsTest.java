// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleChange;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.Phase;
import io.skysense.provision.PhaseListener;
import io.skysense.shell.CommandException;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** From words to calls of the life cycle, and from what it says to lines; the changes are tested in the framework. */
class PluginCommandsTest implements Lifecycle, PluginPins {

    private static final PluginVersion ONE = new PluginVersion("head", "roads", "org.example.roads", "1.0.0");
    private static final PluginVersion TWO = new PluginVersion("head", "roads", "org.example.roads", "2.0.0");
    private static final PluginVersion GONE = new PluginVersion("head", "water", "org.example.water", "3.0.0");

    private final List<String> calls = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private String refusal = "";

    @Test
    void callsWhatTheWordsSay() throws Exception {
        run(new InstallCommand(this), "a.jar");
        run(new UpdateCommand(this), "b.jar");
        run(new RollbackCommand(this), "org.example.roads");
        run(new UninstallCommand(this), "org.example.roads");
        run(new UninstallCommand(this), "org.example.roads@1.0.0", "--force");
        run(new PinCommand(this), "head", "roads", "1.0.0");
        run(new UnpinCommand(this), "head", "roads");

        assertEquals(
                List.of(
                        "install a.jar",
                        "update b.jar",
                        "rollback org.example.roads",
                        "uninstall org.example.roads Optional.empty false",
                        "uninstall org.example.roads Optional[1.0.0] true",
                        "pin head roads 1.0.0",
                        "unpin head roads"),
                calls);
    }

    @Test
    void printsALineForEachPhaseThenWarningsThenTheResult() throws Exception {
        run(new UpdateCommand(this), "b.jar");

        assertEquals(
                List.of(
                        "resolve  b.jar",
                        "switch   head roads from 1.0.0 to 2.0.0",
                        "warning: mind the gap",
                        "updated: org.example.roads 2.0.0"),
                lines);
    }

    @Test
    void failsWithTheReason() {
        refusal = "org.example.roads 2.0.0 was refused: it is late";

        CommandException failed = assertThrows(CommandException.class, () -> run(new InstallCommand(this), "a.jar"));
        assertEquals(refusal, failed.getMessage());
    }

    @Test
    void refusesABundleThatIsNoName() {
        for (String wrong : List.of("@1.0.0", "org.example.roads@", "a@b@c")) {
            assertThrows(UsageException.class, () -> run(new UninstallCommand(this), wrong));
        }
        assertEquals(List.of(), calls);
    }

    @Test
    void showsWhatServesAndWhatIsPinned() throws Exception {
        run(new PinsCommand(this));

        assertEquals(
                List.of(
                        "kind | name | bundle | version | state",
                        "head | roads | org.example.roads | 1.0.0 | serves, pinned",
                        "encoder | swin | org.example.swin | 1.1.0 | serves, newest",
                        "head | water | org.example.water | 3.0.0 | pinned, not installed"),
                lines);
    }

    private void run(ShellCommand command, String... words) throws Exception {
        lines.clear();
        new CommandLine(command).parseArgs(words);
        assertEquals(ShellCommand.DONE, command.run(new LinesConsole(lines)));
    }

    private LifecycleChange called(String call, PhaseListener listener) throws LifecycleException {
        if (!refusal.isEmpty()) {
            throw new LifecycleException(refusal);
        }
        calls.add(call);
        listener.begins(Phase.RESOLVE, "b.jar");
        listener.begins(Phase.SWITCH, "head roads from 1.0.0 to 2.0.0");
        return new LifecycleChange("org.example.roads", "2.0.0", List.of(ONE), List.of(TWO), List.of("mind the gap"));
    }

    @Override
    public LifecycleChange install(Path file, PhaseListener listener) throws LifecycleException {
        return called("install " + file, listener);
    }

    @Override
    public LifecycleChange update(Path file, PhaseListener listener) throws LifecycleException {
        return called("update " + file, listener);
    }

    @Override
    public LifecycleChange rollback(String bundle, PhaseListener listener) throws LifecycleException {
        return called("rollback " + bundle, listener);
    }

    @Override
    public LifecycleChange uninstall(String bundle, Optional<String> version, boolean force, PhaseListener listener)
            throws LifecycleException {
        return called("uninstall " + bundle + " " + version + " " + force, listener);
    }

    @Override
    public LifecycleChange pin(String kind, String name, String version, PhaseListener listener)
            throws LifecycleException {
        return called("pin " + kind + " " + name + " " + version, listener);
    }

    @Override
    public LifecycleChange unpin(String kind, String name, PhaseListener listener) throws LifecycleException {
        return called("unpin " + kind + " " + name, listener);
    }

    @Override
    public void pin(PluginVersion version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unpin(String kind, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PluginVersion> pins() {
        return List.of(ONE, GONE);
    }

    @Override
    public List<PluginVersion> serving() {
        return List.of(ONE, new PluginVersion("encoder", "swin", "org.example.swin", "1.1.0"));
    }

    @Override
    public PluginRegistry preferring(Collection<PluginVersion> candidates) {
        throw new UnsupportedOperationException();
    }
}
