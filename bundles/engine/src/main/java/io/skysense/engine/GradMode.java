// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Switches the recording of gradients on or off for the calling thread until it is closed.
 *
 * <p>PyTorch keeps this per thread, and it is on in a new thread. Platform threads only: a virtual thread
 * would change it for whoever shares its carrier.
 */
public final class GradMode implements AutoCloseable {

    private final boolean before;

    private GradMode(boolean on) {
        Torch.engine();
        before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
    }

    /** {@return recording on} */
    public static GradMode on() {
        return new GradMode(true);
    }

    /** {@return recording off} */
    public static GradMode off() {
        return new GradMode(false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
