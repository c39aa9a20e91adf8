// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.TrustedKey;
import io.skysense.provision.TrustedKeys;
import io.skysense.shell.CommandException;
import io.skysense.shell.ShellCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** From words to keys; what keys do to bundles is tested where they are kept. */
class TrustCommandTest implements TrustedKeys {

    private static final Instant NOW = Instant.now();

    private final List<String> lines = new ArrayList<>();
    private String refusal = "";

    @Test
    void listsKeysWithTheirState() throws Exception {
        run("list");

        assertEquals("owner | from | until | state | fingerprint", lines.get(0));
        assertEquals(
                List.of(
                        "CN=now | counts | aa11",
                        "CN=old | expired | bb22",
                        "CN=soon | not yet | cc33",
                        "3 trusted keys"),
                lines.subList(1, lines.size()).stream()
                        .map(line -> line.replaceAll("\\d{4}-\\d{2}-\\d{2} \\| ", ""))
                        .toList());
    }

    @Test
    void addsAndRemoves() throws Exception {
        run("add", "example.crt");
        run("remove", "AA:11");

        assertEquals(List.of("trusted: CN=example.crt (aa11)", "trusted no more: CN=AA:11 (aa11)"), lines);
    }

    @Test
    void saysWhoseSignatureABundleCarries() throws Exception {
        run("check", "roads.jar");

        assertEquals(List.of("signed by a trusted key: CN=roads.jar (aa11)"), lines);
    }

    @Test
    void failsWithTheReason() {
        refusal = "roads.jar: it is not signed";

        CommandException failed = assertThrows(CommandException.class, () -> run("check", "roads.jar"));
        assertEquals(refusal, failed.getMessage());
    }

    private void run(String... words) throws Exception {
        ParseResult parsed = new CommandLine(new TrustCommand(this)).parseArgs(words);
        ShellCommand command = parsed.subcommand().commandSpec().commandLine().getCommand();
        assertEquals(ShellCommand.DONE, command.run(new LinesConsole(lines)));
    }

    private static TrustedKey key(String owner, String fingerprint, int from, int until) {
        return new TrustedKey(
                fingerprint, "CN=" + owner, NOW.plus(Duration.ofDays(from)), NOW.plus(Duration.ofDays(until)));
    }

    @Override
    public List<TrustedKey> list() {
        return List.of(key("now", "aa11", -1, 1), key("old", "bb22", -2, -1), key("soon", "cc33", 1, 2));
    }

    @Override
    public TrustedKey add(Path file) {
        return key(file.toString(), "aa11", -1, 1);
    }

    @Override
    public TrustedKey remove(String fingerprint) {
        return key(fingerprint, "aa11", -1, 1);
    }

    @Override
    public TrustedKey signer(Path bundle) throws LifecycleException {
        if (!refusal.isEmpty()) {
            throw new LifecycleException(refusal);
        }
        return key(bundle.toString(), "aa11", -1, 1);
    }
}
