// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class ProjectTemplateTest {

    @ParameterizedTest
    @EnumSource
    void leavesNoPlaceOpen(PluginKind kind) {
        files(kind).forEach((path, text) -> {
            assertFalse(path.contains("{{") || path.contains("$"), path);
            assertFalse(text.contains("{{"), path);
        });
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryVersion(PluginKind kind) throws Exception {
        byte[] pom = files(kind).get("pom.xml").getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(pom));
        var versions = document.getElementsByTagName("version");
        for (int i = 0; i < versions.getLength(); i++) {
            String version = versions.item(i).getTextContent();
            assertTrue(version.matches("[0-9.]+|\\$\\{skysense\\.[a-z-]+\\.version}"), version);
        }
        assertTrue(versions.getLength() >= 8, () -> "versions: " + versions.getLength());
    }

    @ParameterizedTest
    @EnumSource
    void putsEveryClassWhereItsPackageIs(PluginKind kind) {
        Map<String, String> files = files(kind);
        files.forEach((path, text) -> {
            if (path.endsWith(".java")) {
                assertTrue(path.contains("/org/example/" + kind.word() + "/roads/Roads"), path);
                assertTrue(text.startsWith("package org.example." + kind.word() + ".roads;\n"), path);
            }
        });
        assertEquals(
                1,
                files.keySet().stream()
                        .filter(path -> path.startsWith("src/test/"))
                        .count());
    }

    private static Map<String, String> files(PluginKind kind) {
        return ProjectTemplate.of(kind).render(ProjectNames.of(kind, "roads"), Path.of("/opt/skysense/maven"));
    }
}
