// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What clients of the endpoint may ask, and where models run. */
@ObjectClassDefinition(name = "SkySense serving")
@interface ServingConfiguration {

    /** Where the configuration comes from. */
    String PID = "io.skysense.serving";

    /** {@return where models run} */
    @AttributeDefinition(description = "Where models run: auto, cpu, gpu, or one such as gpu1")
    String device() default "auto";

    /** {@return memory of all models, weights and activations, in MiB} */
    @AttributeDefinition(description = "Memory of all models, weights and activations, in MiB", min = "1")
    int memory_mib() default 2048;

    /** {@return seconds to wait for a device} */
    @AttributeDefinition(description = "Seconds to wait for a device that others use", min = "0")
    int patience_seconds() default 60;

    /** {@return greatest body of a request in MiB} */
    @AttributeDefinition(description = "Greatest body of a request, in MiB", min = "1", max = "1024")
    int body_mib() default 64;

    /** {@return requests a second of all clients together} */
    @AttributeDefinition(description = "Requests a second, of all clients together", min = "1")
    int requests_per_second() default 200;

    /** {@return requests that are answered at a time} */
    @AttributeDefinition(description = "Requests that are answered at a time", min = "1")
    int workers() default 4;

    /** {@return requests that wait for a worker at most} */
    @AttributeDefinition(description = "Requests that wait for a worker at most; more are turned away", min = "1")
    int waiting() default 64;

    /** {@return raster jobs that are remembered} */
    @AttributeDefinition(description = "Raster jobs that are remembered, those that wait among them", min = "1")
    int jobs() default 1000;
}
