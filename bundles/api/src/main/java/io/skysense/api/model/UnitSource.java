// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;

/** Offers parts of a plug-in's network on their own, so that recorded numbers of the same part can be held against them. */
@ConsumerType
public interface UnitSource {

    /**
     * Builds a part.
     *
     * @param name what fixtures call it, for example {@code swin_block_v2}, or {@code patch_merging_8x6} for an input of
     *     8 by 6 tokens
     * @param weights shapes of its recorded weights by name
     * @param input shape of its first recorded input
     * @return the part; empty for a name that is not of this plug-in
     */
    Optional<Unit> unit(String name, Map<String, Shape> weights, Shape input);

    /**
     * A part.
     *
     * @param block holds the parameters, under the recorded names
     * @param forward takes the recorded inputs to the recorded output, without dropout
     */
    record Unit(Block block, Function<NDList, NDArray> forward) {}
}
