// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.soak.variant.Misbehaving;
import io.skysense.soak.variant.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Makes other versions of a plug-in's bundle: everything that is in it, and the classes that mark its answers. The component
 * that offers the plug-in is a marking one, which has the original do the work.
 */
final class VariantJar {

    private static final String VARIANT = "io/skysense/soak/variant/";
    private static final Pattern IMPLEMENTATION = Pattern.compile("<implementation class=\"([^\"]+)\"");
    private static final Pattern OF_THE_FILE = Pattern.compile("META-INF/(MANIFEST\\.MF|.*\\.(SF|RSA|DSA|EC))");

    private final Part part;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * Takes a version over.
     *
     * @param part of which it is a version
     * @param number of the version
     * @param context of this bundle, which has the marking classes
     * @throws IOException if a bundle cannot be read
     */
    VariantJar(Part part, int number, BundleContext context) throws IOException {
        this.part = part;
        Collections.list(part.bundle().getHeaders("").keys())
                .forEach(key -> headers.put(key, part.bundle().getHeaders("").get(key)));
        headers.put(Constants.BUNDLE_VERSION, part.version(number));
        headers.put(Stamp.NUMBER, Integer.toString(number));
        copy(part.bundle(), "/", "*");
        copy(context.getBundle(), VARIANT, "*.class");
        imports(context.getBundle().getHeaders("").get(Constants.IMPORT_PACKAGE));
        mark();
    }

    /** Has it misbehave. */
    VariantJar conduct(String conduct) {
        headers.put(Stamp.CONDUCT, conduct);
        headers.put(Constants.BUNDLE_ACTIVATOR, Misbehaving.class.getName());
        return this;
    }

    /** Has it need a package. */
    VariantJar importing(String packageName) {
        headers.merge(Constants.IMPORT_PACKAGE, packageName, (all, one) -> all + "," + one);
        return this;
    }

    /**
     * Writes it.
     *
     * @param jar where
     * @return the file
     * @throws IOException if it cannot be written
     */
    Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private void copy(Bundle from, String folder, String pattern) throws IOException {
        Enumeration<URL> found = from.findEntries(folder, pattern, true);
        for (URL url : Collections.list(found)) {
            String name = url.getPath().replaceFirst("^/", "");
            // What signs the original does not sign a copy.
            if (!name.endsWith("/") && !OF_THE_FILE.matcher(name).matches()) {
                try (InputStream in = url.openStream()) {
                    entries.put(name, in.readAllBytes());
                }
            }
        }
    }

    /** Adds what the marking classes import, as this bundle does. */
    private void imports(String own) {
        String there = headers.getOrDefault(Constants.IMPORT_PACKAGE, "");
        Stream.of(own.split(",(?=[a-z])"))
                .filter(clause -> marking(clause.split(";")[0]))
                .filter(clause -> !("," + there).matches("(?s).*," + Pattern.quote(clause.split(";")[0]) + "([;,].*)?"))
                .forEach(this::importing);
    }

    private static boolean marking(String packageName) {
        return packageName.equals("org.osgi.framework")
                || Stream.of("ai.djl.", "io.skysense.api.", "io.skysense.engine.")
                        .anyMatch(packageName::startsWith);
    }

    private void mark() {
        String provided = "<provide interface=\"" + part.service().getName() + "\"/>";
        String component = Stream.of(headers.get("Service-Component").split(","))
                .map(String::strip)
                .filter(name -> text(name).contains(provided))
                .collect(Collectors.joining());
        Matcher implementation = IMPLEMENTATION.matcher(text(component));
        if (!implementation.find()) {
            throw new IllegalStateException(part.name() + " has no component that offers "
                    + part.service().getName());
        }
        headers.put(Stamp.PLUGIN, implementation.group(1));
        String marked = implementation.replaceAll(
                "<implementation class=\"" + part.wrapper().getName() + "\"");
        entries.put(component, marked.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String name) {
        return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
