// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What is up once the platform has started. */
class PlatformTest {

    private final BundleContext context =
            FrameworkUtil.getBundle(PlatformTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);

    @Test
    void runsEveryBundle() {
        List<String> down = bundles.ours().stream()
                .filter(b -> b.getState() != Bundle.ACTIVE)
                .map(Bundle::toString)
                .toList();

        assertEquals(List.of(), down);
    }

    @Test
    void satisfiesEveryComponent() {
        ServiceComponentRuntime components =
                context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        List<ComponentDescriptionDTO> ours = components.getComponentDescriptionDTOs().stream()
                .filter(c -> c.name.startsWith("io.skysense."))
                .toList();
        List<String> down = ours.stream()
                .flatMap(c -> components.getComponentConfigurationDTOs(c).stream())
                .filter(c -> c.failure != null || c.unsatisfiedReferences.length > 0)
                .map(PlatformTest::describe)
                .toList();

        assertFalse(ours.isEmpty());
        assertEquals(List.of(), down);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.skysense.api.data.DatasetReader",
                "io.skysense.api.device.DevicePool",
                "io.skysense.api.infer.TileEngine",
                "io.skysense.api.model.ModelFactory",
                "io.skysense.api.plugin.PluginPins",
                "io.skysense.api.plugin.PluginRegistry",
                "io.skysense.api.train.Evaluator",
                "io.skysense.api.train.Trainer",
                "io.skysense.provision.Features",
                "io.skysense.provision.Lifecycle"
            })
    void offersTheService(String type) throws Exception {
        assertNotNull(context.getAllServiceReferences(type, null), type);
    }

    @Test
    void offersTheCommandLine() throws Exception {
        assertNotNull(
                context.getAllServiceReferences("java.util.function.ToIntFunction", "(skysense.command.line=true)"));
    }

    private static String describe(ComponentConfigurationDTO component) {
        String why = component.failure != null
                ? component.failure.lines().findFirst().orElse("failed")
                : Stream.of(component.unsatisfiedReferences)
                        .map(r -> "no " + r.name + " " + r.target)
                        .toList()
                        .toString();
        return component.description.name + ": " + why;
    }
}
