// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How patient the registry is with plug-ins that leave. */
@ObjectClassDefinition(name = "SkySense plug-in registry")
public @interface RegistryConfiguration {

    /** Where the configuration comes from. */
    String PID = "io.skysense.runtime.plugins";

    /** {@return seconds after which those who hold up a leaving plug-in are named, again and again} */
    @AttributeDefinition(
            name = "Drain warning",
            description = "Seconds after which a warning names who holds up a plug-in that leaves; it still waits",
            min = "1")
    int drain_warning_seconds() default 10;
}
