// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes one entry of a list file, as {@link EntryReader} reads it. */
final class EntryWriter {

    private EntryWriter() {}

    static void write(ListRecord entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (entry.hr().isPresent()) {
            json.writeStringField("hr_path", entry.hr().get());
        }
        paths("s2_path", entry.s2(), json);
        paths("s1_path", entry.s1(), json);
        if (entry.target().isPresent()) {
            json.writeStringField("target_path", entry.target().get());
        }
        if (!entry.type().isEmpty()) {
            json.writeStringField("type", entry.type());
        }
        json.writeArrayFieldStart("classes");
        for (int number : entry.classes()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        numbers("location", entry.location(), json);
        numbers("s2_cut_points", entry.s2CutPoints(), json);
        if (entry.quantities().isPresent()) {
            json.writeStringField("values_path", entry.quantities().get());
        }
        numbers("values", entry.values(), json);
        if (entry.objects().isPresent()) {
            objects(entry.objects().get(), json);
        }
        json.writeEndObject();
    }

    private static void paths(String field, List<String> paths, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String path : paths) {
            json.writeString(path);
        }
        json.writeEndArray();
    }

    private static void objects(List<ListedObject> objects, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("objects");
        for (ListedObject object : objects) {
            json.writeStartArray();
            json.writeNumber(object.number());
            for (double value : List.of(object.x(), object.y(), object.width(), object.height())) {
                json.writeNumber(value);
            }
            if (object.degrees() != 0) {
                json.writeNumber(object.degrees());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void numbers(String field, List<Double> numbers, JsonGenerator json) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        }
        json.writeEndArray();
    }
}
