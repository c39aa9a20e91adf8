// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.SafetensorsWriter;
import io.skysense.checkpoint.TensorSource;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Shell;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {

    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = write("a.safetensors", floats("module.hr.w", 1, 2), floats("module.hr.b", 3), floats("module.s2.w", 4));
    }

    @Test
    void inspectListsTensorsTotalsPerPartAndTheDigest() throws IOException {
        assertEquals(ShellCommand.DONE, run("weights", "inspect", file.toString(), "--key", "module"), shell.err());
        assertTrue(shell.out().contains("hr.w  F32   (2)        8"), shell.out());
        assertTrue(shell.out().contains("hr          2         3     12"), shell.out());
        assertTrue(shell.out().contains("safetensors, module: 3 tensors, 4 elements, 16 bytes"), shell.out());
        assertTrue(shell.out().matches("(?s).*SHA-256 [0-9a-f]{64}\\s*"), shell.out());
    }

    @Test
    void inspectPrintsNothingButJsonIfAsked() throws IOException {
        assertEquals(ShellCommand.DONE, run("weights", "inspect", file.toString(), "--json"), shell.err());
        JsonNode tree = new ObjectMapper().readTree(shell.out());
        assertEquals(4, tree.at("/total/elements").asInt());
        assertEquals(3, tree.at("/parts/module/tensors").asInt());
        assertEquals("module.hr.w", tree.at("/tensors/1/name").asText());
        assertEquals(64, tree.get("sha256").asText().length());
    }

    @Test
    void convertRenamesAndChangesTheTypeAndKeepsTheSourcesDigest() throws IOException {
        Path out = folder.resolve("b.safetensors");
        int code = run("weights", "convert", file.toString(), out.toString(), "--map", "skysense", "--dtype", "bf16");
        assertEquals(ShellCommand.DONE, code, shell.err());
        try (SafetensorsFile written = SafetensorsFile.open(out)) {
            written.verify();
            assertEquals("BF16 (2)", written.tensors().get("hr.w").describe());
            assertTrue(shell.out().contains(written.metadata().get("skysense.source.sha256")), shell.out());
            assertTrue(shell.out().contains(written.digest().orElseThrow()), shell.out());
        }
    }

    @Test
    void diffSaysWhatDiffersInItsExitCodeToo() throws IOException {
        Path other = write("o.safetensors", floats("module.hr.w", 1, 2.5f), floats("module.hr.b", 3), floats("new", 4));
        assertEquals(ShellCommand.DONE, run("weights", "diff", file.toString(), file.toString()), shell.err());
        assertEquals(ShellCommand.FAILED, run("weights", "diff", file.toString(), other.toString()), shell.err());
        assertTrue(shell.out().contains("only in " + file + ": module.s2.w"), shell.out());
        assertTrue(shell.out().contains("only in " + other + ": new"), shell.out());
        assertTrue(shell.out().contains("module.hr.w  F32 (2)  F32 (2)  5.000e-01  2.500e-01"), shell.out());
        assertFalse(shell.out().contains("module.hr.b  F32"), shell.out());
        assertTrue(shell.out().contains("2 tensors in both, 1 of them differ; 1 only in A, 1 only in B"), shell.out());
    }

    @Test
    void whatCannotBeDoneIsOneLine() throws IOException {
        String out = folder.resolve("x.safetensors").toString();
        assertFails(
                "nix.pth: cannot be read: no such file",
                "inspect",
                folder.resolve("nix.pth").toString());
        assertFails(
                "only .safetensors is written",
                "convert",
                file.toString(),
                folder.resolve("x.pth").toString());
        assertFails("is the file that is read", "convert", file.toString(), file.toString());
        assertFails("--dtype int: fp32, fp16 or bf16", "convert", file.toString(), out, "--dtype", "int");
        assertFails("'x' is neither a rule", "convert", file.toString(), out, "--map", "x");
        assertFails(
                "there is no folder",
                "convert",
                file.toString(),
                folder.resolve("no/x.safetensors").toString());
        Path hostile = Files.write(folder.resolve("h.pth"), new byte[] {'P', 'K', 3, 4});
        assertFails("h.pth: truncated: the zip file has no table of contents", "inspect", hostile.toString());
        assertFails("is a folder", "inspect", folder.toString());
    }

    @Test
    void theGroupExplainsItself() {
        assertEquals(ShellCommand.USAGE, run("weights"));
        assertTrue(shell.err().contains("inspect") && shell.err().contains("convert"), shell.err());
        assertEquals(ShellCommand.DONE, run("weights", "convert", "--help"), shell.err());
        assertTrue(shell.out().contains("--map=RULE"), shell.out());
        assertEquals(ShellCommand.USAGE, run("weights", "explode"));
    }

    private void assertFails(String cause, String... words) {
        Shell one = new Shell();
        String[] all = new String[words.length + 1];
        all[0] = "weights";
        System.arraycopy(words, 0, all, 1, words.length);
        assertEquals(ShellCommand.FAILED, one.run(List.of(new WeightsCommand()), all));
        assertTrue(one.err().contains(cause), one.err());
        assertEquals(1, one.err().lines().count(), one.err());
    }

    private int run(String... words) {
        return shell.run(List.of(new WeightsCommand()), words);
    }

    private Path write(String name, TensorSource... tensors) throws IOException {
        Path path = folder.resolve(name);
        SafetensorsWriter.write(path, Map.of(), List.of(tensors));
        return path;
    }

    private static TensorSource floats(String name, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorSource.of(name, ElementType.F32, List.of((long) values.length), bytes);
    }
}
