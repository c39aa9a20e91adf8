// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.util.Map;

/**
 * What a client is told, and what it is told it by.
 *
 * @param question what was asked
 * @param reader version of the bundle that read the scene
 * @param bundles name and version of every bundle that the model is made of
 * @param channels K, classes or quantities
 * @param values K*H*W numbers
 */
record Answer(Question question, String reader, Map<String, String> bundles, int channels, float[] values) {

    /** {@return the version of a bundle that had part in it} */
    String version(Part part) {
        return part.original().kind().equals("dataset") ? reader : bundles.get(part.name());
    }
}
