// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** What decides the speed of a run, and its last bits. No user or host names. */
final class Machine {

    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /** {@return facts by name} */
    static Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("os", property("os.name") + " " + property("os.version"));
        facts.put("arch", property("os.arch"));
        facts.put("cpu", cpu());
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memoryBytes", memory());
        facts.put("java", property("java.vendor") + " " + property("java.version"));
        facts.put("heapBytes", String.valueOf(Runtime.getRuntime().maxMemory()));
        return facts;
    }

    private static String property(String name) {
        return System.getProperty(name, UNKNOWN);
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name"))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Asked by name: the interface's package is not in every framework. */
    private static String memory() {
        try {
            return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "TotalMemorySize"));
        } catch (JMException e) {
            return UNKNOWN;
        }
    }
}
