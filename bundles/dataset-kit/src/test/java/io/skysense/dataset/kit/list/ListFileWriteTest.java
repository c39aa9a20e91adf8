// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListFileWriteTest {

    @Property(tries = 200, seed = "7")
    void whatIsWrittenIsReadAsItWas(@ForAll("lists") List<ListRecord> records) throws IOException {
        Path file = Files.createTempFile("list", ".json");
        try {
            ListFile.write(file, records);
            assertEquals(records, ListFile.read(file).records());
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<ListRecord>> lists() {
        Arbitrary<String> path = Arbitraries.strings().ofMinLength(1).ofMaxLength(12);
        Arbitrary<Double> number = Arbitraries.doubles();
        Arbitrary<ListRecord> entry = Combinators.combine(
                        path.optional(),
                        path.list().ofMaxSize(3),
                        path.list().ofMinSize(1).ofMaxSize(2),
                        path.optional(),
                        Arbitraries.strings().ofMaxLength(5),
                        Arbitraries.integers().list().ofMaxSize(4),
                        number.list().ofMaxSize(3),
                        number.list().ofMaxSize(2))
                .as(ListRecord::new);
        return known(entry, path, number).list().ofMaxSize(5);
    }

    /** The same with quantities and objects. */
    private static Arbitrary<ListRecord> known(
            Arbitrary<ListRecord> entry, Arbitrary<String> path, Arbitrary<Double> number) {
        Arbitrary<Double> side = Arbitraries.doubles().between(0.01, 1000);
        Arbitrary<ListedObject> object = Combinators.combine(
                        Arbitraries.integers().between(0, 5), number, number, side, side, number)
                .as(ListedObject::new);
        Arbitrary<Double> value = Arbitraries.oneOf(number, Arbitraries.just(Double.NaN));
        return Combinators.combine(
                        entry,
                        path.optional(),
                        value.list().ofMaxSize(3),
                        object.list().ofMaxSize(3).optional())
                .as((plain, quantities, values, objects) -> new ListRecord(
                        plain.hr(),
                        plain.s2(),
                        plain.s1(),
                        plain.target(),
                        plain.type(),
                        plain.classes(),
                        plain.location(),
                        plain.s2CutPoints(),
                        quantities,
                        values,
                        objects));
    }

    @Example
    void eachEntryHasALineAndNothingItDoesNotNeed() throws IOException {
        ListRecord entry = new ListRecord(
                Optional.of("d/a.tif"),
                List.of(),
                List.of(),
                Optional.empty(),
                "d",
                List.of(0, 2),
                List.of(),
                List.of());
        Path file = Files.createTempFile("list", ".json");
        try {
            ListFile.write(file, List.of(entry, entry));
            String line = "{\"hr_path\":\"d/a.tif\",\"s2_path\":[],\"s1_path\":[],\"type\":\"d\",\"classes\":[0,2]}";
            assertEquals("[\n" + line + ",\n" + line + "\n]\n", Files.readString(file));
        } finally {
            Files.delete(file);
        }
    }

    @Example
    void aFailureHalfWayLeavesTheOlderFile() throws IOException {
        Path folder = Files.createTempDirectory("list");
        Path file = Files.writeString(folder.resolve("a.json"), "older");
        try {
            Iterable<ListRecord> failing = () -> {
                throw new IllegalStateException("half-way");
            };
            assertThrows(IllegalStateException.class, () -> ListFile.write(file, failing));
            assertEquals("older", Files.readString(file));
            try (var left = Files.list(folder)) {
                assertEquals(1, left.count());
            }
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }
}
