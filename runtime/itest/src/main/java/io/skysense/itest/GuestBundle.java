// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes bundles of the guest classes. */
public final class GuestBundle {

    /** The symbolic name of the guests that bring the head {@code guest}. */
    public static final String NAME = "org.example.guest";

    private static final String PACKAGE = "io.skysense.itest.guest";
    private static final List<String> CLASSES =
            List.of("Guest", "GuestHead", "FailingHead", "GuestParticipant", "GuestParticipant$1");
    private static final String COMPONENT = "OSGI-INF/head.xml";

    private final Manifest manifest = new Manifest();
    private String component = "";

    private GuestBundle(String name, String version) {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version);
        header("Import-Package", "org.osgi.framework, " + String.join(", ", api("config", "model", "plugin", "task")));
    }

    private static List<String> api(String... packages) {
        return List.of(packages).stream().map(p -> "io.skysense.api." + p).toList();
    }

    /** A bundle whose activator behaves as {@link io.skysense.itest.guest.Guest} says of its mode. */
    public static GuestBundle of(String name, String version, String mode) {
        return new GuestBundle(name, version)
                .header("Bundle-Activator", PACKAGE + ".Guest")
                .header("Guest-Mode", mode);
    }

    /** A bundle with a component that offers a head. */
    static GuestBundle component(String name, String version, String type, String wants) {
        GuestBundle made = new GuestBundle(name, version).header("Service-Component", COMPONENT);
        made.component = """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="guest.head">
                  <implementation class="%s"/>
                  <service><provide interface="io.skysense.api.task.TaskHead"/></service>
                  %s
                </scr:component>
                """.formatted(
                PACKAGE + "." + type, wants.isEmpty() ? "" : "<reference name=\"wants\" interface=\"" + wants + "\"/>");
        return made;
    }

    /** A bundle that also imports a package. */
    GuestBundle importing(String name) {
        return header("Import-Package", manifest.getMainAttributes().getValue("Import-Package") + ", " + name);
    }

    private GuestBundle header(String key, String value) {
        manifest.getMainAttributes().putValue(key, value);
        return this;
    }

    /** Writes the jar. */
    public Path write(Path folder) throws IOException {
        Path jar = Files.createTempFile(folder, "guest", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : CLASSES) {
                // By name: the class itself could not be loaded here.
                try (InputStream in = GuestBundle.class.getResourceAsStream("guest/" + name + ".class")) {
                    add(entries, PACKAGE.replace('.', '/') + "/" + name + ".class", in.readAllBytes());
                }
            }
            if (!component.isEmpty()) {
                add(entries, COMPONENT, component.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** Adds an entry to a jar, as somebody might who does not hold its key. */
    static void addEntry(Path jar, String name) throws IOException {
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
            Path entry = entries.getPath(name);
            Files.createDirectories(entry.getParent());
            Files.writeString(entry, "added");
        }
    }

    private static void add(JarOutputStream entries, String name, byte[] bytes) throws IOException {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(bytes);
        entries.closeEntry();
    }
}
