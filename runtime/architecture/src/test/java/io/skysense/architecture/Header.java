// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.util.manifestparser.ManifestParser;

/** Manifest headers in the syntax of OSGi: clauses between commas, quotes respected. */
final class Header {

    private Header() {}

    /** {@return the names in a header; none for a header that is absent} */
    static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        ManifestParser.parseDelimitedString(header == null ? "" : header, ",").stream()
                .filter(clause -> !clause.isBlank())
                .forEach(clause -> names.add(clause.split(";")[0].strip()));
        return names;
    }

    /** {@return the {@code version} attribute by name; empty text where there is none} */
    static Map<String, String> versions(String header) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String clause : ManifestParser.parseDelimitedString(header == null ? "" : header, ",")) {
            if (!clause.isBlank()) {
                List<String> parts = ManifestParser.parseDelimitedString(clause, ";");
                String version = parts.stream()
                        .map(String::strip)
                        .filter(part -> part.startsWith("version="))
                        .map(part -> part.substring("version=".length()).replace("\"", ""))
                        .findFirst()
                        .orElse("");
                versions.put(parts.get(0).strip(), version);
            }
        }
        return versions;
    }
}
