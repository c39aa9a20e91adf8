// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Binds a component of type {@link Settings}: an open object whose schema a plug-in owns. It remembers where it stood,
 * so that what the plug-in refuses is named by file and whole path.
 */
final class SettingsBinder extends JsonDeserializer<Settings> {

    static final String SOURCE = "source";
    static final String PATH = "path";

    @Override
    public Settings deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String below = parser.getParsingContext().pathAsPointer().toString();
        String path = below.isEmpty() ? "" : below.substring(1).replace('/', '.');
        JsonNode node = context.readTree(parser);
        if (!(node instanceof ObjectNode object)) {
            return context.reportInputMismatch(Settings.class, "an object is expected, not %s", node);
        }
        return new Settings(
                attribute(context, SOURCE, "preset"), Settings.join(attribute(context, PATH, ""), path), object);
    }

    /** Absent where another mapper than that of {@link Settings} reads a record that has settings in it. */
    private static String attribute(DeserializationContext context, String name, String fallback) {
        return context.getAttribute(name) instanceof String text ? text : fallback;
    }
}
