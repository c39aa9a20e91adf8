// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and the paths it serves.
 *
 * @param method for example {@code GET}
 * @param pattern its segments; one in braces stands for any, under that name
 * @param handler answers
 */
public record Route(String method, List<String> pattern, Handler handler) {

    /** Answers requests of one route; called by several threads at a time. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Answers.
         *
         * @param request what is asked
         * @return the answer
         * @throws Exception a {@link HttpFailure} for the client, anything else for the log
         */
        Answer answer(Request request) throws Exception;
    }

    /** Copies the list. */
    public Route {
        pattern = List.copyOf(pattern);
    }

    /**
     * Makes a route.
     *
     * @param method for example {@code GET}
     * @param pattern for example {@code /v2/models/{model}}
     * @param handler answers
     * @return the route
     */
    public static Route of(String method, String pattern, Handler handler) {
        return new Route(method, List.of(pattern.substring(1).split("/")), handler);
    }

    /**
     * Lays the pattern over a path.
     *
     * @param path its segments, decoded
     * @return what stands for the names in braces; empty if the path is another
     */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                parts.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
