// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.Locale;

/** The arrays of a training state. In the file a name is the group, a dot, and the name in the model. */
public enum ArrayGroup {
    /** Weights and buffers of the model. */
    MODEL,
    /** AdamW's running mean of each gradient, by parameter name. */
    FIRST_MOMENT,
    /** AdamW's running mean of each squared gradient, by parameter name. */
    SECOND_MOMENT,
    /** The averaged weights, by parameter name; none if they are not kept. */
    AVERAGE;

    /** {@return what stands before the names of the group in a file} */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT) + ".";
    }
}
