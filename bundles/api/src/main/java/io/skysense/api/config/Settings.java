// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An immutable tree of settings: JSON in which comments are allowed.
 *
 * <p>A plug-in binds its part to a record of its own with {@link #over}: the record instance it
 * passes holds the defaults, and is at the same time the schema. A key the record does not have,
 * or a value of the wrong type, is refused with the key's path and the allowed keys.
 */
@JsonDeserialize(using = SettingsBinder.class)
public final class Settings {

    /** Jackson remembers types in one place for all mappers, too, unless told otherwise. */
    private static final int TYPES = 200;

    /** Reads and writes trees. */
    private static final JsonMapper MAPPER = mapper();

    /**
     * Binds records, each type with a mapper of its own: what a mapper has once seen it never forgets, so that one for all
     * would keep the classes of every plug-in that has ever been there.
     */
    private static final ClassValue<JsonMapper> BINDERS = new ClassValue<>() {
        @Override
        protected JsonMapper computeValue(Class<?> type) {
            return mapper();
        }
    };

    private final String source;
    private final String path;
    private final ObjectNode tree;

    Settings(String source, String path, ObjectNode tree) {
        this.source = source;
        this.path = path;
        this.tree = tree;
    }

    private static JsonMapper mapper() {
        LookupCache<Object, JavaType> types = new LRUMap<>(TYPES, TYPES);
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Enum, c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .typeFactory(TypeFactory.defaultInstance().withCache(types))
                .build();
    }

    /** {@return settings without a key} */
    public static Settings empty() {
        return new Settings("defaults", "", MAPPER.createObjectNode());
    }

    /**
     * Reads a file.
     *
     * @param file JSON, comments allowed
     * @return its settings
     * @throws SettingsException if the file is missing or not a JSON object; names file, line and column
     */
    public static Settings read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + ": no such file");
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads text.
     *
     * @param json a JSON object, comments allowed
     * @param source what messages call the text
     * @return its settings
     * @throws SettingsException if the text is not a JSON object
     */
    public static Settings parse(String json, String source) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node instanceof ObjectNode object) {
                return new Settings(source, "", object);
            }
            throw new SettingsException(source + ": a JSON object is expected");
        } catch (JsonProcessingException e) {
            throw new SettingsException(source + where(e) + ": " + Complaint.aboutText(e));
        }
    }

    /**
     * Writes a record as settings.
     *
     * @param value a record
     * @return the settings it binds from
     */
    public static Settings of(Object value) {
        return new Settings(
                value.getClass().getSimpleName(),
                "",
                BINDERS.get(value.getClass()).valueToTree(value));
    }

    /**
     * Sets one key.
     *
     * @param key dotted path, for example {@code optimizer.lr}
     * @param value JSON, or plain text, which then is a string
     * @return new settings
     * @throws SettingsException if a part of the path is not an object
     */
    public Settings with(String key, String value) {
        ObjectNode copy = tree.deepCopy();
        ObjectNode at = copy;
        String[] parts = key.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            JsonNode next = at.get(parts[i]);
            if (next != null && !next.isObject()) {
                throw refuse(key, parts[i] + " is not an object");
            }
            at = next == null ? at.putObject(parts[i]) : (ObjectNode) next;
        }
        at.set(parts[parts.length - 1], scalar(value));
        return new Settings(source, path, copy);
    }

    /**
     * Binds the settings to a record, strictly.
     *
     * @param defaults an instance of the record with the default of every key
     * @param <T> the record; its components are primitives, strings, enums, records, lists, maps or {@link Settings}
     * @return the defaults with these settings over them
     * @throws SettingsException for an unknown key, an ill-typed value, or a value the record's constructor refuses
     */
    public <T extends Record> T over(T defaults) {
        JsonMapper binder = BINDERS.get(defaults.getClass());
        ObjectNode base = binder.valueToTree(defaults);
        merge(base, tree, path);
        try {
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) defaults.getClass();
            return binder.readerFor(type)
                    .withAttribute(SettingsBinder.SOURCE, source)
                    .withAttribute(SettingsBinder.PATH, path)
                    .readValue(binder.treeAsTokens(base), type);
        } catch (JsonMappingException e) {
            throw refuse(Complaint.path(e), Complaint.aboutValue(e, base));
        } catch (IOException | IllegalArgumentException e) {
            throw refuse("", e.getMessage());
        }
    }

    /** {@return the keys at the top, sorted} */
    public List<String> keys() {
        TreeSet<String> names = new TreeSet<>();
        tree.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /**
     * The string at a key.
     *
     * @param key a key at the top
     * @param fallback the value if the key is absent
     * @return the string
     * @throws SettingsException if the value is not a string
     */
    public String text(String key, String fallback) {
        JsonNode node = tree.get(key);
        if (node == null || node.isNull()) {
            return fallback;
        }
        if (!node.isTextual()) {
            throw refuse(key, "a string is expected, not " + node);
        }
        return node.asText();
    }

    /**
     * The whole number at a key.
     *
     * @param key a key at the top
     * @param fallback the value if the key is absent
     * @return the number
     * @throws SettingsException if the value is not a whole number
     */
    public int integer(String key, int fallback) {
        JsonNode node = tree.get(key);
        if (node == null || node.isNull()) {
            return fallback;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw refuse(key, "a whole number is expected, not " + node);
        }
        return node.asInt();
    }

    /**
     * The object at a key.
     *
     * @param key a key at the top
     * @return its settings; empty if the key is absent
     * @throws SettingsException if the value is not an object
     */
    public Settings child(String key) {
        JsonNode node = tree.get(key);
        if (node == null || node.isNull()) {
            return new Settings(source, join(path, key), MAPPER.createObjectNode());
        }
        if (node instanceof ObjectNode object) {
            return new Settings(source, join(path, key), object);
        }
        throw refuse(key, "an object is expected, not " + node);
    }

    /**
     * Leaves a key out.
     *
     * @param key a key at the top
     * @return settings without it
     */
    public Settings without(String key) {
        ObjectNode copy = tree.deepCopy();
        copy.remove(key);
        return new Settings(source, path, copy);
    }

    /**
     * Says what is wrong with a value.
     *
     * @param key a key at the top, or dotted from there; empty for the settings as a whole
     * @param reason the cause, and what is allowed
     * @return to be thrown; its message names the file and the whole path of the key
     */
    public SettingsException refuse(String key, String reason) {
        String at = join(path, key);
        return new SettingsException(source + ": " + (at.isEmpty() ? "" : at + ": ") + reason);
    }

    /** {@return the settings as indented JSON} */
    public String toJson() {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings s && s.tree.equals(tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return tree.toString();
    }

    private void merge(ObjectNode base, ObjectNode over, String at) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            String key = entry.getKey();
            JsonNode old = base.get(key);
            if (old == null && !base.has(key)) {
                List<String> allowed = new ArrayList<>();
                base.fieldNames().forEachRemaining(allowed::add);
                throw new SettingsException(
                        source + ": " + join(at, key) + ": unknown key; allowed here: " + String.join(", ", allowed));
            }
            if (old instanceof ObjectNode open && !open.isEmpty() && entry.getValue() instanceof ObjectNode object) {
                merge(open, object, join(at, key));
            } else {
                base.set(key, entry.getValue());
            }
        }
    }

    private static JsonNode scalar(String value) {
        try {
            JsonNode node = MAPPER.readTree(value);
            return node == null || node.isMissingNode()
                    ? MAPPER.getNodeFactory().textNode(value)
                    : node;
        } catch (JsonProcessingException e) {
            return MAPPER.getNodeFactory().textNode(value);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    }

    /** {@return the tree, for Jackson} */
    @JsonValue
    JsonNode tree() {
        return tree;
    }
}
