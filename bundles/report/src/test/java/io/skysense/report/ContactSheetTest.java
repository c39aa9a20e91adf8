// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.train.EvaluatedSample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

    @Test
    void everyModalityLabelPredictionAndErrorsGetAColumn() {
        ContactSheet sheet = new ContactSheet(Example.TABLE, 4, 48);
        sheet.accept(Example.sample("a", 1, 64));

        assertEquals(
                List.of(
                        "HR, true colour",
                        "S2, true colour",
                        "S2, near infrared",
                        "S1, VV VH VV-VH",
                        "label",
                        "prediction",
                        "errors"),
                sheet.columns());
        assertEquals(7, sheet.rows().get(0).cells().size());
        assertTrue(sheet.rows().get(0).cells().stream().allMatch(c -> c.width() == 48 && c.height() == 48));
    }

    @Test
    void sensorsThatTheFirstSampleLacksGetNoColumn() {
        Sample full = Example.sample("a", 1, 16).sample();
        Sample radar = new Sample(
                "b", Map.of(Modality.S1, full.images().get(Modality.S1)), full.label(), Map.of(), Optional.empty());
        ContactSheet sheet = new ContactSheet(Example.TABLE, 2, 8);
        sheet.accept(new EvaluatedSample(radar, full.labels()));
        sheet.accept(new EvaluatedSample(full, full.labels()));

        assertEquals(List.of("S1, VV VH VV-VH", "label", "prediction", "errors"), sheet.columns());
        assertTrue(sheet.rows().stream().allMatch(r -> r.cells().size() == 4));
    }

    @Test
    void anyNumberOfSamplesGivesAnEvenChoiceInOrder() {
        ContactSheet sheet = new ContactSheet(Example.TABLE, 4, 8);
        for (int i = 0; i < 50; i++) {
            sheet.accept(Example.sample(Integer.toString(i), i, 8));
        }

        assertEquals(
                List.of("0", "16", "32", "48"),
                sheet.rows().stream().map(ContactSheet.Row::id).toList());
    }

    @Test
    void anOddNumberOfRowsIsChosenEvenlyToo() {
        ContactSheet sheet = new ContactSheet(Example.TABLE, 3, 8);
        for (int i = 0; i < 12; i++) {
            sheet.accept(Example.sample(Integer.toString(i), i, 8));
        }

        assertEquals(
                List.of("0", "4", "8"),
                sheet.rows().stream().map(ContactSheet.Row::id).toList());
    }

    @Test
    void thePngHoldsThePixelsOfTheSheet() throws IOException {
        ContactSheet sheet = new ContactSheet(Example.TABLE, 2, 16);
        sheet.accept(Example.sample("a", 1, 16));
        sheet.accept(Example.sample("b", 2, 16));
        Picture picture = sheet.picture();

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));

        int[] pixels = read.getRGB(0, 0, picture.width(), picture.height(), null, 0, picture.width());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        assertArrayEquals(picture.rgb(), pixels);
        assertEquals(7 * 16 + 8 * 6, picture.width());
    }

    @Test
    void accuracyAndErrorsCountLabelledPixelsOnly() {
        LabelMap truth = new LabelMap(1, 4, new byte[] {0, 1, 2, (byte) ClassTable.IGNORE});
        LabelMap said = new LabelMap(1, 4, new byte[] {0, 1, 1, 0});
        Sample sample = new Sample("a", Map.of(), Optional.of(truth), Map.of(), Optional.empty());
        ContactSheet sheet = new ContactSheet(Example.TABLE, 1, 4);
        sheet.accept(new EvaluatedSample(sample, Labels.of(Optional.of(said))));

        ContactSheet.Row row = sheet.rows().get(0);

        assertEquals(2 / 3.0, row.accuracy(), 1e-12);
        assertArrayEquals(
                new int[] {0xffffff, 0xffffff, LabelPainter.WRONG, LabelPainter.NONE},
                row.cells().get(6).rgb());
        assertArrayEquals(
                new int[] {0x1b7837, 0x2166ac, 0xd73027, LabelPainter.NONE},
                row.cells().get(4).rgb());
    }

    @Test
    void aSampleWithoutLabelHasEmptyCells() {
        Sample sample = new Sample("a", Map.of(), Optional.empty(), Map.of(), Optional.empty());
        ContactSheet sheet = new ContactSheet(Example.TABLE, 1, 4);
        sheet.accept(new EvaluatedSample(sample, Labels.of(Optional.of(new LabelMap(2, 4, new byte[8])))));

        assertTrue(Double.isNaN(sheet.rows().get(0).accuracy()));
        assertEquals(2, sheet.rows().get(0).cells().get(6).height());
    }

    @Test
    void anEmptySheetHasNoPicture() {
        assertThrows(IllegalStateException.class, () -> new ContactSheet(Example.TABLE, 1, 4).picture());
    }

    @Test
    void shrinkingKeepsTheMeanAndEnlargingTheValues() {
        Picture two = new Picture(2, 1, new int[] {0x000000, 0x204060});

        assertArrayEquals(new int[] {0x102030}, two.scaledTo(1).rgb());
        assertEquals(0x204060, two.scaledTo(4).rgb()[3]);
    }
}
