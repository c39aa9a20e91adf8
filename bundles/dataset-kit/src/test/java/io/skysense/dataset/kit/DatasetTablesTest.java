// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTablesTest {

    private static final String TABLE = """
            { // comments are allowed
              "name": "made", "title": "Made",
              "bands": [{"modality": "s1", "bands": ["vv"], "gsd": 10, "div": 1, "mean": [-12.5], "std": [5]}],
              "classes": {"classes": [{"value": 1, "name": "one", "color": "#aabbcc"}], "ignored": [0]},
              "splits": ["train"], "licence": "none", "homepage": "none", "obtain": "made"
            }
            """;

    private static DatasetTable parse(String json) {
        return DatasetTables.parse(json.getBytes(StandardCharsets.UTF_8), "made.json");
    }

    @Test
    void aTableIsReadWhole() {
        DatasetTable table = parse(TABLE);
        assertEquals(Modality.S1, table.bands().get(0).modality());
        assertEquals(List.of(-12.5), table.bands().get(0).mean());
        assertEquals(0xaabbcc, table.classes().classes().get(0).rgb());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "title": "Made",     |                                | made.json: title:
            "title":             | "tilte": 1, "title":           | made.json: tilte: Unrecognized field
            "gsd": 10            | "gsd": "10"                    | made.json: bands.[0].gsd:
            "gsd": 10            | "gsd": 0                       | made.json: bands: s1: gsd and every std must be above 0
            "std": [5]           | "std": [0]                     | made.json: bands: s1: gsd and every std must be above 0
            "std": [5]           | "std": [5, 5]                  | made.json: bands.[0]: s1: 1 bands, 1 means, 2 deviations
            "s1"                 | "s9"                           | made.json: bands.[0].modality:
            "#aabbcc"            | "grey"                         | made.json: classes: class one: colour grey is not #rrggbb
            "value": 1           | "value": 1.5                   | made.json: classes.classes.[0].value:
            "value": 1           | "value": 0                     | made.json: classes: label value 0 (one) stands twice
            "name": "made"       | "name": "Made it"              | made.json: name: "Made it" is not lower-case words
            "splits": ["train"]  | "splits": null                 | made.json: splits:
            """)
    void aBadTableIsRefusedWithThePathOfTheFault(String from, String to, String expected) {
        String json = TABLE.replace(from, to == null ? "" : to);
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(json)).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void aMissingResourceIsNamed() {
        assertEquals(
                "none.json: no such resource beside " + DatasetTablesTest.class.getName(),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DatasetTables.read(DatasetTablesTest.class, "none.json"))
                        .getMessage());
    }
}
