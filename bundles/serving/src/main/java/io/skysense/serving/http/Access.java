// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. With a token, who has it; without one only programs of this machine reach the endpoint, and a page of
 * another site in a browser of this machine is kept out by the name it calls the endpoint by.
 */
public final class Access {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SCHEME = "Bearer ";

    /** A shorter token is guessed too easily. */
    private static final int SHORTEST = 16;

    private final Optional<byte[]> token;

    /**
     * Decides by a token.
     *
     * @param token what clients send as {@code Authorization: Bearer TOKEN}; empty to serve this machine alone
     * @param host the address that is listened on
     * @throws IllegalArgumentException if others could reach the endpoint without a token, or the token is short
     */
    public Access(Optional<String> token, InetAddress host) {
        if (token.isEmpty() && !host.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    host.getHostAddress() + " can be reached from other machines: a token is needed");
        }
        if (token.filter(t -> t.length() < SHORTEST).isPresent()) {
            throw new IllegalArgumentException("the token is shorter than " + SHORTEST + " characters");
        }
        this.token = token.map(t -> t.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lets a request pass or not.
     *
     * @param headers of the request
     * @throws HttpFailure 401 without the token, 403 for a name that is not this machine's
     */
    void check(Headers headers) throws HttpFailure {
        if (token.isPresent()) {
            String given =
                    Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
            boolean right = given.startsWith(SCHEME)
                    && MessageDigest.isEqual(
                            token.get(), given.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
            if (!right) {
                throw new HttpFailure(HttpFailure.UNAUTHORIZED, "Authorization: Bearer with the token is needed");
            }
            return;
        }
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        if (!OWN_NAMES.contains(name)) {
            throw new HttpFailure(HttpFailure.FORBIDDEN, "Host: only localhost is served without a token");
        }
    }
}
