// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the tile engine uses the machine; what a map looks like does not depend on it. */
@ObjectClassDefinition(name = "SkySense tile engine")
@interface TileEngineConfig {

    /** {@return where models run} */
    @AttributeDefinition(description = "Where models run: auto, cpu, gpu, or one such as gpu1")
    String device() default "auto";

    /** {@return memory for the activations of a batch, in MiB} */
    @AttributeDefinition(
            description = "Memory for the activations of a batch, in MiB; decides how many tiles run together")
    int memory() default 1024;

    /** {@return tiles that run together at most} */
    @AttributeDefinition(description = "Tiles that run together at most")
    int batch() default 8;

    /** {@return threads that read ahead} */
    @AttributeDefinition(description = "Threads that read ahead of the model")
    int readers() default 1;

    /** {@return milliseconds between two promises of the journal within a row of tiles} */
    @AttributeDefinition(description = "Milliseconds of work that a kill may cost within a row of tiles")
    int commit() default 1000;

    /** {@return seconds to wait for a device} */
    @AttributeDefinition(description = "Seconds to wait for a device that others use")
    int patience() default 600;
}
