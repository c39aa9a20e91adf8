// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of a list file from a stream. After a bad entry the stream stands at its end. */
final class EntryReader {

    private static final int LONGEST_LIST = 100_000;

    private final JsonParser parser;
    private final Map<String, String> keys;

    /** An entry that cannot be used; the message is its cause. */
    static final class BadEntry extends Exception {
        private static final long serialVersionUID = 1L;

        BadEntry(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads from a stream.
     *
     * @param parser the stream
     * @param keys ours by theirs
     */
    EntryReader(JsonParser parser, Map<String, String> keys) {
        this.parser = parser;
        this.keys = keys;
    }

    /**
     * Reads the entry whose first token is current.
     *
     * @return the record
     * @throws BadEntry if it is not an object, a field has the wrong type, or it names no image
     * @throws IOException if the stream ends or is not JSON
     */
    ListRecord read() throws IOException, BadEntry {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonToken token = parser.currentToken();
            parser.skipChildren();
            throw new BadEntry("an object is expected, not " + describe(token));
        }
        Fields fields = new Fields();
        BadEntry fault = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            int depth = parser.getParsingContext().getNestingDepth();
            try {
                read(keys.getOrDefault(field, field), token, fields);
            } catch (BadEntry e) {
                fault = fault == null ? new BadEntry(field + ": " + e.getMessage()) : fault;
                leave(depth, token);
            }
        }
        if (fault == null && fields.hr.isEmpty() && fields.s2.isEmpty() && fields.s1.isEmpty()) {
            fault = new BadEntry("none of hr_path, s2_path and s1_path names an image");
        }
        if (fault != null) {
            throw fault;
        }
        return fields.record();
    }

    private void read(String field, JsonToken token, Fields fields) throws IOException, BadEntry {
        switch (field) {
            case "hr_path" -> fields.hr = path(token);
            case "s2_path" -> fields.s2 = paths(token);
            case "s1_path" -> fields.s1 = paths(token);
            case "target_path" -> fields.target = path(token);
            case "type" -> fields.type = path(token).orElse("");
            case "classes" -> fields.classes = integers(token);
            case "location" -> fields.location = numbers(token);
            case "s2_cut_points" -> fields.s2CutPoints = numbers(token);
            case "values_path" -> fields.quantities = path(token);
            case "values" -> fields.values = quantities(token);
            case "objects" -> fields.objects = objects(token);
            default -> parser.skipChildren();
        }
    }

    private Optional<String> path(JsonToken token) throws IOException, BadEntry {
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new BadEntry("a string is expected, not " + describe(token));
        }
        String text = parser.getText();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private List<String> paths(JsonToken token) throws IOException, BadEntry {
        if (token != JsonToken.START_ARRAY) {
            return path(token).map(List::of).orElse(List.of());
        }
        List<String> paths = new ArrayList<>();
        for (JsonToken t = next(paths); t != JsonToken.END_ARRAY; t = next(paths)) {
            paths.add(path(t).orElseThrow(() -> new BadEntry("an empty name in the list")));
        }
        return paths;
    }

    private List<Integer> integers(JsonToken token) throws IOException, BadEntry {
        List<Integer> values = new ArrayList<>();
        for (double value : numbers(token)) {
            if (value != (int) value) {
                throw new BadEntry(value + " is not an integer");
            }
            values.add((int) value);
        }
        return List.copyOf(values);
    }

    private List<Double> numbers(JsonToken token) throws IOException, BadEntry {
        return numbers(token, false);
    }

    /** Numbers of which some may not be known. */
    private List<Double> quantities(JsonToken token) throws IOException, BadEntry {
        return numbers(token, true);
    }

    private List<Double> numbers(JsonToken token, boolean gaps) throws IOException, BadEntry {
        if (token == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (token != JsonToken.START_ARRAY) {
            throw new BadEntry("a list of numbers is expected, not " + describe(token));
        }
        List<Double> values = new ArrayList<>();
        for (JsonToken t = next(values); t != JsonToken.END_ARRAY; t = next(values)) {
            if (gaps && t == JsonToken.VALUE_NULL) {
                values.add(Double.NaN);
            } else if (t.isNumeric()) {
                values.add(parser.getDoubleValue());
            } else {
                throw new BadEntry("a number is expected, not " + describe(t));
            }
        }
        return values;
    }

    private Optional<List<ListedObject>> objects(JsonToken token) throws IOException, BadEntry {
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (token != JsonToken.START_ARRAY) {
            throw new BadEntry("a list of objects is expected, not " + describe(token));
        }
        List<ListedObject> objects = new ArrayList<>();
        for (JsonToken t = next(objects); t != JsonToken.END_ARRAY; t = next(objects)) {
            objects.add(ListedObject.of(numbers(t)));
        }
        return Optional.of(objects);
    }

    private JsonToken next(List<?> soFar) throws IOException, BadEntry {
        if (soFar.size() > LONGEST_LIST) {
            throw new BadEntry("a list of more than " + LONGEST_LIST);
        }
        return parser.nextToken();
    }

    /** Goes on to the end of a field's value that was left half-way. */
    private void leave(int depth, JsonToken first) throws IOException {
        if (!first.isStructStart()) {
            return;
        }
        parser.skipChildren();
        while (parser.getParsingContext().getNestingDepth() >= depth) {
            if (parser.nextToken() == null) {
                return;
            }
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            default -> token.isNumeric() ? "a number" : token.toString();
        };
    }

    private static final class Fields {
        private Optional<String> hr = Optional.empty();
        private List<String> s2 = List.of();
        private List<String> s1 = List.of();
        private Optional<String> target = Optional.empty();
        private String type = "";
        private List<Integer> classes = List.of();
        private List<Double> location = List.of();
        private List<Double> s2CutPoints = List.of();
        private Optional<String> quantities = Optional.empty();
        private List<Double> values = List.of();
        private Optional<List<ListedObject>> objects = Optional.empty();

        ListRecord record() {
            return new ListRecord(
                    hr, s2, s1, target, type, classes, location, s2CutPoints, quantities, values, objects);
        }
    }
}
