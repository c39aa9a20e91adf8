// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

    private static final String HEAD = """
            {
              ":configurator:resource-version": 1,
              ":configurator:symbolic-name": "example",
              ":configurator:version": "1.0.0",
            """;

    @TempDir
    Path folder;

    @Test
    void readsTypedValuesAndSkipsComments() throws IOException {
        Map<String, Hashtable<String, Object>> found = ConfigurationFile.read(write("""
                // how many
                "pool": { "threads:Integer": 4, "names": ["a", "b"] },
                "cache~small": { "bytes:Long": 1024 }
                }"""));

        assertEquals(Set.of("pool", "cache~small"), found.keySet());
        assertEquals(4, found.get("pool").get("threads"));
        assertEquals(1024L, found.get("cache~small").get("bytes"));
    }

    @Test
    void namesTheFileThatIsNotJson() throws IOException {
        Path file = write("\"pool\": { ");

        IOException refused = assertThrows(IOException.class, () -> ConfigurationFile.read(file));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    @Test
    void namesTheValueOfTheWrongType() throws IOException {
        Path file = write("\"pool\": { \"threads:Integer\": \"many\" } }");

        IOException refused = assertThrows(IOException.class, () -> ConfigurationFile.read(file));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("threads"), refused.getMessage());
    }

    private Path write(String body) throws IOException {
        return Files.writeString(folder.resolve("example.json"), HEAD + body);
    }
}
