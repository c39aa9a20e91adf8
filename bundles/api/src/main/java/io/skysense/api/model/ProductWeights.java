// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A block that rounds some of its parameters to bfloat16 wherever it uses them, as weights of products are in {@link Precision#BF16}. */
@ConsumerType
public interface ProductWeights {

    /** {@return such parameters of this block itself, without its children's; kept in bfloat16 they say the same} */
    List<Parameter> productWeights();

    /**
     * Finds those of a block and of all below it.
     *
     * @param block of any class
     * @return such parameters; one that two blocks share is there twice
     */
    static List<Parameter> of(Block block) {
        List<Parameter> all = new ArrayList<>();
        if (block instanceof ProductWeights own) {
            all.addAll(own.productWeights());
        }
        block.getChildren().values().forEach(child -> all.addAll(of(child)));
        return all;
    }
}
