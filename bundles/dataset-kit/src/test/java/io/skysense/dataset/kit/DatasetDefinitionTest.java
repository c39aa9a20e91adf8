// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.FileLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetDefinitionTest {

    private static DatasetDefinition parse(String files) {
        return DatasetTables.parseDefinition(json(files), "made.json");
    }

    /** A definition with such a part. */
    static byte[] json(String files) {
        String json = """
            {
              "name": "made", "title": "Made",
              "bands": [{"modality": "hr", "bands": ["red", "green"], "gsd": 1, "div": 255, "mean": [0, 0], "std": [1, 1]}],
              "classes": {"classes": [
                {"value": 1, "name": "one", "color": "#aabbcc"},
                {"value": 2, "name": "two", "color": "#ddeeff"},
                {"value": 3, "name": "three", "color": "#001122"}], "ignored": [0]},
              "splits": ["train"], "licence": "none", "homepage": "none", "obtain": "made",
              "files": {%s}
            }
            """.formatted(files);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        assertEquals(FileLayout.DEFAULTS, parse("").files());
    }

    @Test
    void classesThatListsDoNotNumberFollowInTheTablesOrder() {
        assertEquals(List.of(2, 0, 1), parse("\"listed\": [3]").listedClasses());
        assertEquals(List.of(0, 1, 2), parse("").listedClasses());
    }

    @Test
    void bandsAreChosenByHowManyAFileHas() {
        FileLayout files =
                parse("\"bands\": {\"hr\": [1, 0], \"hr:4\": [2, 3]}").files();
        assertEquals(List.of(2, 3), files.bands(Modality.HR, 4));
        assertEquals(List.of(1, 0), files.bands(Modality.HR, 3));
        assertEquals(List.of(), files.bands(Modality.S2, 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "lists": {"train": "../x/train.json"}       | made.json: files: lists: train: ../x/train.json is not folder/file.json
        "keys": {"mask": "label"}                   | made.json: files: keys: mask: label; allowed here: hr_path, s2_path,
        "kind": 1                                   | made.json: files.kind: Unrecognized field
        "listed": [4]                               | made.json: files: listed: label value 4 is not in the table
        "colors": {"#FF0000": 1}                    | made.json: files: colors: #FF0000 is not #rrggbb in lower case
        "colors": {"#ff0000": 9}                    | made.json: files: colors: #ff0000: label value 9 is not in the
        "bands": {"hr": [0, 1, 2]}                  | made.json: files: bands: hr: 3 are taken, the table has 2
        "bands": {"hr:4": [0]}                      | made.json: files: bands: hr:4: 1 are taken, the table has 2
        "bands": {"hr:0": [0, 1]}                   | made.json: files: bands: hr:0: allowed here: hr, s2, s1, hr:1
        "bands": {"hr": [-1, 0]}                    | made.json: files: bands: hr: below 0
        "layout": {"train": {"hr": "(?<key>.*"}}    | made.json: files: layout: train: hr: Unclosed group
        "layout": {"train": {"hr": ".*"}}           | made.json: files: layout: train: hr: has no group key
        "layout": {"train": {"dem": "(?<key>.*)"}}  | made.json: files: layout: train: dem: allowed here: hr, s2,
        """)
    void aFaultIsNamedWithItsPath(String files, String expected) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(files)).getMessage();
        assertTrue(message.startsWith(expected), message);
    }
}
