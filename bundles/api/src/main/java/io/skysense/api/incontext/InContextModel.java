// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import io.skysense.api.model.ModelState;
import org.osgi.annotation.versioning.ProviderType;

/** A complete in-context model on one device. */
@ProviderType
public interface InContextModel extends ModelState {

    /** {@return what it is made of} */
    InContextSpec spec();

    /** {@return the network} */
    InContextNetwork network();
}
