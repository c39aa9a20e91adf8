// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import io.skysense.api.task.HeadNetwork;
import org.osgi.annotation.versioning.ProviderType;

/** A backbone with a head on one device. */
@ProviderType
public interface Model extends ModelState {

    /** {@return what it is made of} */
    ModelSpec spec();

    /** {@return the backbone} */
    BackboneNetwork backbone();

    /** {@return the head} */
    HeadNetwork head();
}
