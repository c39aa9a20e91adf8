// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The files in configs/ against what the bundles say they take (Metatype). */
class ConfigurationTest {

    private static final Set<String> OF_THE_FRAMEWORK =
            Set.of("service.pid", "service.factoryPid", "service.bundleLocation");

    private final BundleContext context =
            FrameworkUtil.getBundle(ConfigurationTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);
    private final Configurations configurations = new Configurations(context);

    @Test
    void setsOnlyKeysThatABundleDescribes() throws Exception {
        Map<String, Set<String>> described = described();
        List<String> unknown = new ArrayList<>();
        List<Configuration> ours = configurations.all().stream()
                .filter(c -> c.getPid().startsWith("io.skysense."))
                .toList();
        for (Configuration configuration : ours) {
            Dictionary<String, Object> values = configuration.getProperties();
            for (String key : Collections.list(values.keys())) {
                Set<String> keys = described.getOrDefault(configuration.getPid(), Set.of());
                if (!OF_THE_FRAMEWORK.contains(key) && !keys.contains(key)) {
                    unknown.add(configuration.getPid() + ": " + key);
                }
            }
        }

        assertFalse(ours.isEmpty(), "no file in configs/ was applied");
        assertEquals(List.of(), unknown);
    }

    /** The keys of each configuration that our bundles describe. */
    private Map<String, Set<String>> described() throws IOException, SAXException, ParserConfigurationException {
        Map<String, Set<String>> found = new HashMap<>();
        for (Bundle bundle : bundles.ours()) {
            Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
            while (files != null && files.hasMoreElements()) {
                try (InputStream in = files.nextElement().openStream()) {
                    Document document = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(in);
                    Set<String> keys = new HashSet<>(attributes(document, "AD", "id"));
                    attributes(document, "Designate", "pid").forEach(pid -> found.put(pid, keys));
                }
            }
        }
        return found;
    }

    private static List<String> attributes(Document document, String element, String attribute) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(((Element) nodes.item(i)).getAttribute(attribute));
        }
        return values;
    }
}
