// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterInfo.Kind;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

    @TempDir
    Path folder;

    private final Shell shell = new Shell().with(InContextModelFactory.class, new Described());

    /** A model of three parts; the first is as wide as its images have bands. */
    private static final class Described implements InContextModelFactory {

        @Override
        public InContextModel create(InContextSpec spec, Device device, long seed, Recompute recompute, Probe probe) {
            throw new AssertionError("counting needs no model");
        }

        @Override
        public ModelOutline outline(InContextSpec spec) {
            if (!spec.encoders().containsKey(Modality.HR)) {
                throw new SettingsException("encoders.hr: missing");
            }
            long bands = spec.channels().get(Modality.HR);
            List<ParameterInfo> parameters = List.of(
                    new ParameterInfo("backbone_hr.w", new Shape(1000, bands), Kind.TRAINED, 0, true),
                    new ParameterInfo("backbone_hr.b", new Shape(5), Kind.FROZEN, 0, true),
                    new ParameterInfo("fusion.x.w", new Shape(7, 2), Kind.FROZEN, 0, true),
                    new ParameterInfo("fusion.x.mean", new Shape(99), Kind.BUFFER, 0, true),
                    new ParameterInfo("ctpe", new Shape(1), Kind.TRAINED, 0, true));
            return new ModelOutline(parameters, List.of(), Map.of());
        }
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("small.json"), """
                {"name": "small", "encoders": {"hr": {"type": "swin-v2"}}}""");
    }

    @Test
    void partsAndTotalAreCounted() {
        assertEquals(ShellCommand.DONE, run("model", "info", "--preset", "small"), shell.err());
        assertEquals("""
                part         tensors  parameters  trainable  frozen
                backbone_hr        2       3,005      3,000       5
                fusion             1          14          0      14
                ctpe               1           1          1       0
                total              4       3,020      3,001      19
                """, shell.out().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void changesCountAndJsonIsAllThatIsPrinted() throws IOException {
        assertEquals(
                ShellCommand.DONE,
                run("model", "info", "--preset", "small", "--set", "encoders.hr.in_channels=4", "--json"),
                shell.err());
        JsonNode tree = new ObjectMapper().readTree(shell.out());
        assertEquals("small", tree.get("preset").asText());
        assertEquals(4005, tree.at("/parts/backbone_hr/parameters").asLong());
        assertEquals(4001, tree.at("/total/trainable").asLong());
        assertEquals(19, tree.at("/total/frozen").asLong());
    }

    @Test
    void whatIsWrongIsALine() throws IOException {
        assertEquals(ShellCommand.USAGE, run("model"));
        assertEquals(ShellCommand.USAGE, run("model", "info"));
        assertTrue(shell.err().contains("--preset"), shell.err());
        assertEquals(ShellCommand.FAILED, run("model", "info", "--preset", "large"));
        assertTrue(shell.err().contains("large: no such preset file"), shell.err());
        Files.writeString(folder.resolve("none.json"), "{\"encoders\": {}}");
        assertEquals(ShellCommand.FAILED, run("model", "info", "--preset", "none"));
        assertTrue(shell.err().contains("encoders.hr: missing"), shell.err());
        assertEquals(
                ShellCommand.FAILED, run("model", "info", "--preset", "small", "--set", "encoders.hr.in_channels=0"));
        assertTrue(shell.err().contains("encoders.hr.in_channels: at least 1, not 0"), shell.err());
    }

    private int run(String... words) {
        return shell.run(List.of(new ModelCommand(shell, new Presets(folder))), words);
    }
}
