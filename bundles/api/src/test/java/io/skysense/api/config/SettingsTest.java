// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private record Part(int depth, Settings rest) {}

    private static final String PRESET = """
            {
              // comments are allowed
              "encoders": {"hr": {"type": "swin-v2", "depths": [2, "two"], "loss": {"dice": 1}}},
              "data": {"crop": 64}
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data.batch     | many        | data.batch: a whole number is expected, not \"many\"",
                "data.batch     | 2.5         | data.batch: a whole number is expected, not 2.5",
                "data.batch     | {\"a\": 1}  | data.batch: a whole number is expected, not {\"a\":1}",
                "optimizer.lr   | fast        | optimizer.lr: a number is expected, not \"fast\"",
                "optimizer.betas| 0.9         | optimizer.betas: a list is expected, not 0.9",
                "optimizer.betas| [0.9, \"x\"]| optimizer.betas.[1]: a number is expected, not \"x\"",
                "train.recompute| 1           | train.recompute: true or false is expected, not 1",
                "precision      | fp8         | precision: one of fp32, bf16 is expected, not \"fp8\"",
                "train          | 3           | train: an object is expected, not 3",
                "backbone       | skysense    | backbone: an object is expected, not \"skysense\"",
                "encoders       | 3           | encoders: an object is expected, not 3",
                "context.num_samples| many    | context.num_samples: a whole number is expected, not \"many\"",
                "context.size   | 100         | context: size must be a multiple of 32, not 100",
                "context.comb_scale| [0.3]    | context: comb_scale must be [least, greatest], above 0 and at most 1",
                "context.half_mask_ratio| 2   | context: half_mask_ratio must be from 0 to 1, not 2.0",
                "data.batch     | 0           | data: crop, batch, threads and ahead must be at least 1, cacheMiB at least 0",
            })
    void anIllTypedValueIsNamedInPlainWords(String key, String value, String said) {
        assertEquals("my.json: " + said, refusal(() -> preset().with(key, value).over(Preset.DEFAULTS)));
    }

    @Test
    void anUnknownKeyIsNamedWithThoseAllowed() {
        assertEquals(
                "my.json: data.augment.filp: unknown key; allowed here: flip, rotate, scale, brightness, contrast,"
                        + " bandShift, catMaxRatio, dropModality",
                refusal(() -> preset().with("data.augment.filp", "true").over(Preset.DEFAULTS)));
    }

    @Test
    void whatAPluginRefusesOfItsPartIsNamedByFileAndWholePath() {
        Settings encoder = preset().over(Preset.DEFAULTS).encoders().get("hr");
        assertEquals(
                "my.json: encoders.hr.type: unknown key; allowed here: depth, rest",
                refusal(() -> encoder.over(new Part(1, Settings.empty()))));
        assertEquals(
                "my.json: encoders.hr.loss.dice: a string is expected, not 1",
                refusal(() -> encoder.child("loss").text("dice", "")));
        assertEquals(
                "my.json: encoders.hr.depths: two are too few",
                encoder.refuse("depths", "two are too few").getMessage());
    }

    @Test
    void settingsInsideThePartOfAPluginKnowTheirPlaceToo() {
        Settings part =
                Settings.parse("{\"head\": {\"rest\": {\"a\": {}}}}", "my.json").child("head");
        Part bound = part.over(new Part(1, Settings.empty()));
        assertEquals(
                "my.json: head.rest.a.b: no",
                bound.rest().child("a").refuse("b", "no").getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": {        | my.json:1:8: Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 7)",
                "{\"a\":1, \"a\":2} | my.json:1:13: Duplicate field 'a'",
                "[]               | my.json: a JSON object is expected",
                "``               | my.json: a JSON object is expected",
            })
    void aTextThatIsNoPresetIsNamedWithThePlace(String text, String said) {
        assertEquals(said, refusal(() -> Settings.parse(text, "my.json")));
    }

    private static Settings preset() {
        return Settings.parse(PRESET, "my.json");
    }

    private static String refusal(Runnable work) {
        return assertThrows(SettingsException.class, work::run).getMessage();
    }
}
