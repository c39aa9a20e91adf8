// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import java.util.Map;

/**
 * A request whose route was found.
 *
 * @param parts what stands for the names in braces of the route, decoded
 * @param body the whole body; empty if there is none
 */
public record Request(Map<String, String> parts, byte[] body) {

    /** Copies the map. */
    public Request {
        parts = Map.copyOf(parts);
    }

    /**
     * A part of the path.
     *
     * @param name as the route calls it
     * @return what stands there
     */
    public String part(String name) {
        return parts.get(name);
    }
}
