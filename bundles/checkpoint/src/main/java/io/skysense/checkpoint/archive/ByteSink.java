// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes part by part. */
@FunctionalInterface
public interface ByteSink {

    /** Takes all remaining bytes of a buffer, which may be used again afterwards. */
    void accept(ByteBuffer part) throws IOException;
}
