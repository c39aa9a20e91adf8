// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String TOKEN = "0123456789abcdef";

    @Test
    void othersAreOnlyReachedWithAToken() throws UnknownHostException {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");

        assertThrows(IllegalArgumentException.class, () -> new Access(Optional.empty(), everywhere));
        assertThrows(IllegalArgumentException.class, () -> new Access(Optional.of("short"), everywhere));
        assertDoesNotThrow(() -> new Access(Optional.of(TOKEN), everywhere));
    }

    @Test
    void theTokenOpens() {
        Access access = new Access(Optional.of(TOKEN), InetAddress.getLoopbackAddress());

        assertDoesNotThrow(() -> access.check(headers("Authorization", "Bearer " + TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer 0123456789abcdeF", "Basic 0123456789abcdef", TOKEN})
    void nothingElseOpens(String given) {
        Access access = new Access(Optional.of(TOKEN), InetAddress.getLoopbackAddress());

        HttpFailure refused = assertThrows(HttpFailure.class, () -> access.check(headers("Authorization", given)));

        assertEquals(HttpFailure.UNAUTHORIZED, refused.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1", "[::1]:80", "LocalHost"})
    void withoutATokenThisMachineIsServed(String host) {
        Access access = new Access(Optional.empty(), InetAddress.getLoopbackAddress());

        assertDoesNotThrow(() -> access.check(headers("Host", host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "example.org:8080", "127.0.0.1.example.org", "localhost.example.org"})
    void aPageOfAnotherSiteIsKeptOut(String host) {
        Access access = new Access(Optional.empty(), InetAddress.getLoopbackAddress());

        HttpFailure refused = assertThrows(HttpFailure.class, () -> access.check(headers("Host", host)));

        assertEquals(HttpFailure.FORBIDDEN, refused.status());
    }

    private static Headers headers(String name, String value) {
        Headers headers = new Headers();
        headers.set(name, value);
        return headers;
    }
}
