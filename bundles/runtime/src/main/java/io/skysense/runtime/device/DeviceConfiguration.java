// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What leases may claim of each device. */
@ObjectClassDefinition(name = "SkySense device pool")
public @interface DeviceConfiguration {

    /** Where the configuration comes from. */
    String PID = "io.skysense.runtime.devices";

    /** {@return MiB of main memory that leases may claim; 0: the fraction below} */
    @AttributeDefinition(
            name = "CPU memory",
            description = "MiB of main memory that leases may claim together; 0 for the fraction below",
            min = "0")
    long cpu_memory_mib() default 0;

    /** {@return fraction of main memory that leases may claim} */
    @AttributeDefinition(
            name = "CPU memory fraction",
            description = "Fraction of the machine's or container's memory, where no MiB are given")
    double cpu_memory_fraction() default 0.8;

    /** {@return leases on the CPU at a time; 0: one a processor, so that each can compute} */
    @AttributeDefinition(
            name = "CPU leases",
            description = "Leases on the CPU at a time; 0 for one a processor",
            min = "0")
    int cpu_leases() default 0;

    /** {@return fraction of a GPU's memory that leases may claim; the rest is for the driver and libraries} */
    @AttributeDefinition(
            name = "GPU memory fraction",
            description = "Fraction of each GPU's memory that leases may claim together")
    double gpu_memory_fraction() default 0.9;

    /** {@return leases on a GPU at a time; by default 1, since PyTorch's cache keeps what one job frees from another} */
    @AttributeDefinition(name = "GPU leases", description = "Leases on one GPU at a time", min = "1")
    int gpu_leases() default 1;
}
