// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint over real connections. */
class HttpEndpointTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpEndpoint endpoint;

    @AfterEach
    void close() {
        release.countDown();
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void answersByRoute() throws Exception {
        open(new Limits(100, 1000, 2, 10));

        HttpResponse<String> answer = get("/things/a%20b");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"thing\":\"a b\"}", answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void bringsTheBody() throws Exception {
        open(new Limits(100, 1000, 2, 10));

        assertEquals("{\"bytes\":5}", post("/count", "12345").body());
    }

    @Test
    void saysWhatIsNotThereAndWhatIsNotAllowed() throws Exception {
        open(new Limits(100, 1000, 2, 10));

        assertError(404, "there is nothing at nowhere", get("/nowhere"));
        HttpResponse<String> wrong = get("/count");
        assertError(405, "allowed here: POST", wrong);
        assertEquals("POST", wrong.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void tellsADefectToTheLogAlone() throws Exception {
        open(new Limits(100, 1000, 2, 10));

        assertError(500, "the request failed; the log says why", get("/defect"));
    }

    @Test
    void takesNoBodyThatIsTooLarge() throws Exception {
        open(new Limits(100, 1000, 2, 10));

        assertEquals(200, post("/count", "x".repeat(100)).statusCode());
        assertError(413, "the body is larger than 100 bytes", post("/count", "x".repeat(101)));
    }

    @Test
    void takesNoMoreRequestsASecondThanItMay() throws Exception {
        open(new Limits(100, 2, 2, 10));
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            codes.add(get("/things/a").statusCode());
        }

        assertTrue(codes.contains(200) && codes.contains(429), codes.toString());
    }

    @Test
    void turnsAwayWhatNobodyCouldAnswerSoon() throws Exception {
        open(new Limits(100, 1000, 1, 1));
        CompletableFuture<HttpResponse<String>> first = ask("/slow");
        entered.await();
        CountDownLatch turnedAway = new CountDownLatch(4);
        List<CompletableFuture<HttpResponse<String>>> more = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            more.add(ask("/slow").whenComplete((answer, failure) -> turnedAway.countDown()));
        }
        turnedAway.await();
        release.countDown();

        assertEquals(200, first.get().statusCode());
        List<Integer> codes =
                more.stream().map(f -> f.join().statusCode()).sorted().toList();
        assertEquals(List.of(200, 503, 503, 503, 503), codes);
    }

    @Test
    void answersWhatIsUnderWayBeforeItCloses() throws Exception {
        open(new Limits(100, 1000, 1, 1));
        CompletableFuture<HttpResponse<String>> under = ask("/slow");
        entered.await();
        Thread closing = new Thread(endpoint::close);
        closing.start();
        release.countDown();

        assertEquals(200, under.get().statusCode());
        closing.join();
        assertThrows(IOException.class, () -> get("/things/a"));
    }

    @Test
    void saysWhichAddressIsTaken() throws Exception {
        open(new Limits(100, 1000, 1, 1));

        IOException taken = assertThrows(
                IOException.class,
                () -> HttpEndpoint.open(endpoint.address(), access(), new Limits(1, 1, 1, 1), List.of()));

        assertTrue(
                taken.getMessage().contains(endpoint.address().getPort() + " cannot be listened on"),
                taken.getMessage());
    }

    private void open(Limits limits) throws IOException {
        List<Route> routes = List.of(
                Route.of("GET", "/things/{name}", r -> Answer.ok(Map.of("thing", r.part("name")))),
                Route.of("POST", "/count", r -> Answer.ok(Map.of("bytes", r.body().length))),
                Route.of("GET", "/slow", r -> slow()),
                Route.of("GET", "/defect", r -> {
                    throw new IllegalStateException("secret");
                }));
        endpoint =
                HttpEndpoint.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), access(), limits, routes);
    }

    private Answer slow() throws InterruptedException {
        entered.countDown();
        release.await();
        return Answer.ok(Map.of());
    }

    private static Access access() {
        return new Access(Optional.empty(), InetAddress.getLoopbackAddress());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static void assertError(int status, String message, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertEquals("{\"error\":\"" + message + "\"}", answer.body());
    }
}
