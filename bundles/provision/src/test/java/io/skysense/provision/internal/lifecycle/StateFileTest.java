// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.plugin.PluginVersion;
import io.skysense.provision.internal.lifecycle.State.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    private static final PluginVersion ONE = new PluginVersion("head", "roads", "org.example.roads", "1.0.0");
    private static final PluginVersion TWO = new PluginVersion("head", "roads", "org.example.roads", "2.0.0");

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        StateFile file = new StateFile(folder.resolve("state.json"));
        State state = State.EMPTY
                .installed(new Kept("org.example.roads", "1.0.0", "aa"))
                .installed(new Kept("org.example.roads", "2.0.0", "bb"))
                .pinned(List.of(TWO))
                .switched(new Switch("org.example.roads", List.of(ONE), List.of(TWO)));

        file.write(State.EMPTY);
        file.write(state);

        assertEquals(state, file.read());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing but the file is left");
        }
    }

    @Test
    void beginsEmpty() throws IOException {
        assertEquals(State.EMPTY, new StateFile(folder.resolve("none.json")).read());
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{\"bundles\": [");

        IOException refused = assertThrows(IOException.class, () -> new StateFile(file).read());

        assertTrue(refused.getMessage().startsWith(file + ": not the state of plug-ins: "), refused.getMessage());
    }

    @Test
    void knowsOneFileOfAVersion() {
        Kept first = new Kept("org.example.roads", "1.0.0", "aa");
        Kept again = new Kept("org.example.roads", "1.0.0", "bb");
        State state = State.EMPTY.installed(first).installed(again);

        assertEquals(List.of(again), state.bundles());
        assertNotEquals(first.location(), again.location());
        assertEquals(Optional.of(again), state.find("org.example.roads", "1.0.0"));
        assertEquals(List.of(), state.uninstalled("org.example.roads", "1.0.0").bundles());
    }

    @Test
    void forgetsTheWayBackToWhatIsGone() {
        Switch there = new Switch("org.example.roads", List.of(ONE), List.of(TWO));
        Switch back = new Switch("org.example.roads", List.of(TWO), List.of(ONE));
        State state = State.EMPTY.switched(there).switched(back);

        assertEquals(Optional.of(back), state.last("org.example.roads"));
        assertEquals(Optional.of(there), state.without(back).last("org.example.roads"));
        assertEquals(Optional.empty(), state.last("org.example.other"));
        assertEquals(List.of(), state.uninstalled("org.example.roads", "1.0.0").history());
    }
}
