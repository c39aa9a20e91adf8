// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

/** What a training step spends its time on. */
public enum Phase {
    /** Waiting for the loader. */
    WAIT,
    /** Bringing the batch to the device. */
    TRANSFER,
    /** Backbone, head and loss, up to the loss's value. */
    FORWARD,
    /** Gradients. */
    BACKWARD,
    /** Norm, clipping, AdamW and average. */
    OPTIMIZER,
    /** All else: logs, progress. */
    OTHER
}
