// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.guest;

/** A component that cannot be made. */
public final class FailingHead extends GuestHead {

    public FailingHead() {
        throw new IllegalStateException("no memory for the weights");
    }
}
