// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.nn.Block;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network that was built: its parameters by name, and the optimiser's rules for them.
 *
 * <p>The names of {@code block().getParameters()} are those of the reference's state_dict, with dots.
 */
@ConsumerType
public interface Network {

    /** {@return the block that holds the parameters; not initialised until its owner does it} */
    Block block();

    /** {@return the optimiser's rules} */
    ParameterRules rules();
}
