// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import ai.djl.nn.Blocks;
import org.junit.jupiter.api.Test;

/** The baseline of the encoder is text that is only compiled when a bench runs. */
class OneCallSwinTest {

    @Test
    void itsTextIsSoundTorchScript() {
        assertDoesNotThrow(() -> new OneCallSwin(Blocks.identityBlock(), new long[] {2, 2}, 8, false));
    }
}
