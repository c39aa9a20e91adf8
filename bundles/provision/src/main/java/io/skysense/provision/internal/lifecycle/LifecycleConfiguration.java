// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How patient the platform is with bundles that come and go. */
@ObjectClassDefinition(name = "SkySense life cycle of plug-ins")
public @interface LifecycleConfiguration {

    /** Where the configuration comes from. */
    String PID = "io.skysense.provision.lifecycle";

    /** {@return seconds that a bundle may take to start and its components to come up} */
    @AttributeDefinition(
            name = "Start limit",
            description = "Seconds in which a bundle must be started and its components must be up",
            min = "1")
    int start_seconds() default 30;

    /** {@return seconds that building and checking with a new version may take, all participants together} */
    @AttributeDefinition(
            name = "Check limit",
            description = "Seconds in which everything must be built and checked with a new version",
            min = "1")
    int check_seconds() default 300;

    /** {@return seconds that a removal waits for leases} */
    @AttributeDefinition(
            name = "Drain limit",
            description = "Seconds that a removal waits for leases; after that it goes on without being waited for",
            min = "1")
    int drain_seconds() default 60;

    /** {@return milliseconds that threads of a stopped bundle have to end before a warning names them} */
    @AttributeDefinition(
            name = "Thread grace",
            description = "Milliseconds that the threads of a stopped bundle have to end before a warning names them",
            min = "0")
    int thread_grace_ms() default 1000;

    /** {@return whether what is installed and pinned is there after a restart, too} */
    @AttributeDefinition(
            name = "Outlasts a restart",
            description = "Whether what is installed, removed and pinned outlasts a restart; false to try things out")
    boolean outlasts_restart() default true;
}
