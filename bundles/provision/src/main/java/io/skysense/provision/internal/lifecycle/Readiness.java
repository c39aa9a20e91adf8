// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Whether the components of a bundle are up.
 *
 * @param runtime knows all components
 */
record Readiness(ServiceComponentRuntime runtime) {

    private static final long POLL_MILLIS = 20;

    /**
     * Waits for the components of a started bundle. One that failed does not mend itself and ends the wait; one that
     * lacks a service may still get it.
     *
     * @return what is wrong after that time, a line each
     */
    List<String> await(Bundle bundle, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            List<String> failed = new ArrayList<>();
            List<String> waiting = new ArrayList<>();
            look(bundle, failed, waiting);
            if (!failed.isEmpty() || waiting.isEmpty()) {
                return failed;
            }
            if (System.nanoTime() - end >= 0) {
                return waiting;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void look(Bundle bundle, List<String> failed, List<String> waiting) {
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO found : runtime.getComponentConfigurationDTOs(component)) {
                if (found.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add(component.name + " failed: " + cause(found.failure));
                } else if (found.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    waiting.add(component.name + " lacks " + lacking(component, found));
                }
            }
        }
    }

    private static String lacking(ComponentDescriptionDTO component, ComponentConfigurationDTO found) {
        return Arrays.stream(found.unsatisfiedReferences)
                .map(missing -> Arrays.stream(component.references)
                        .filter(r -> r.name.equals(missing.name))
                        .map(r -> r.interfaceName)
                        .findFirst()
                        .orElse(missing.name))
                .collect(Collectors.joining(", "));
    }

    /** The deepest cause in a printed stack trace. */
    private static String cause(String trace) {
        return trace == null
                ? "it does not say why"
                : trace.lines()
                        .filter(line -> line.startsWith("Caused by: "))
                        .reduce((first, last) -> last)
                        .map(line -> line.substring("Caused by: ".length()))
                        .orElseGet(() -> trace.lines().findFirst().orElse(""));
    }
}
