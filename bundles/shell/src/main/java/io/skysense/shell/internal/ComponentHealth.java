// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says why a component does not offer its service. */
@Component(service = ComponentHealth.class)
public final class ComponentHealth {

    private final ServiceComponentRuntime runtime;

    /**
     * Started by Declarative Services.
     *
     * @param runtime knows all components
     */
    @Activate
    public ComponentHealth(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Follows a missing service down to what keeps it from being there.
     *
     * @param service name of its interface
     * @return one line a cause; empty if no installed bundle offers the service
     */
    List<String> missing(String service) {
        Set<String> lines = new LinkedHashSet<>();
        explain(service, lines, new LinkedHashSet<>());
        return List.copyOf(lines);
    }

    /**
     * Looks at the components of a bundle.
     *
     * @param bundle the bundle
     * @return one line for each component that cannot work
     */
    public List<String> problems(Bundle bundle) {
        List<String> lines = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                ownProblem(component, configuration).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private void explain(String service, Set<String> lines, Set<String> visited) {
        if (!visited.add(service)) {
            return;
        }
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (!Arrays.asList(component.serviceInterfaces).contains(service)) {
                continue;
            }
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                Set<String> deeper = new LinkedHashSet<>();
                for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                    explain(interfaceOf(component, reference), deeper, visited);
                }
                if (deeper.isEmpty()) {
                    ownProblem(component, configuration).ifPresent(lines::add);
                }
                lines.addAll(deeper);
            }
        }
    }

    private static Optional<String> ownProblem(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        String name = component.bundle.symbolicName + " " + simple(component.implementationClass);
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Optional.of(name + " failed: " + cause(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> Optional.of(name + " has no configuration");
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                List<String> lacking = Arrays.stream(configuration.unsatisfiedReferences)
                        .map(r -> simple(interfaceOf(component, r)) + (r.target == null ? "" : " " + r.target))
                        .toList();
                yield Optional.of(name + " lacks " + String.join(", ", lacking));
            }
            default -> Optional.empty();
        };
    }

    private static String interfaceOf(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO reference) {
        return Arrays.stream(component.references)
                .filter(r -> r.name.equals(reference.name))
                .map((ReferenceDTO r) -> r.interfaceName)
                .findFirst()
                .orElse(reference.name);
    }

    /** The message of the deepest cause in a printed stack trace. */
    static String cause(String trace) {
        String found = "";
        for (String line : trace.lines().toList()) {
            if (found.isEmpty() || line.startsWith("Caused by: ")) {
                found = line.replaceFirst("^Caused by: ", "");
            }
        }
        return found;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
