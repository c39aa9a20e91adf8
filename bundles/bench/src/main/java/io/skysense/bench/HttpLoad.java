// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that ask a model over HTTP, each one question after the other, until they are told to end. */
final class HttpLoad implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Pattern version;
    private final List<Thread> clients = new ArrayList<>();
    private final List<Double> latencies = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, CompletableFuture<Long>> first = new ConcurrentHashMap<>();
    private volatile boolean ends;

    /**
     * Has clients begin.
     *
     * @param address what is asked
     * @param body the question
     * @param bundle whose version answers name
     * @param count clients at a time
     */
    HttpLoad(URI address, String body, String bundle, int count) {
        request = HttpRequest.newBuilder(address)
                .POST(BodyPublishers.ofString(body))
                .build();
        version = Pattern.compile("\"" + Pattern.quote(bundle) + "\":\"([^\"]*)\"");
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::ask, "bench-client-" + (i + 1));
            thread.setDaemon(true);
            clients.add(thread);
            thread.start();
        }
    }

    private void ask() {
        while (!ends) {
            long start = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                long now = System.nanoTime();
                Matcher named = version.matcher(answer.body());
                if (answer.statusCode() == 200 && named.find()) {
                    answered((now - start) / 1e9);
                    first(named.group(1)).complete(now);
                } else {
                    failed(answer.statusCode() + ": " + answer.body());
                }
            } catch (IOException e) {
                failed(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** {@return the moment of the first answer of a version, as System.nanoTime} */
    CompletableFuture<Long> first(String name) {
        return first.computeIfAbsent(name, n -> new CompletableFuture<>());
    }

    private synchronized void answered(double seconds) {
        latencies.add(seconds);
    }

    private synchronized void failed(String why) {
        failures.add(why);
    }

    /** {@return seconds of each answer since the last call} */
    synchronized List<Double> takeLatencies() {
        List<Double> taken = List.copyOf(latencies);
        latencies.clear();
        return taken;
    }

    /** {@return what went wrong} */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        for (Thread thread : clients) {
            thread.join();
        }
    }
}
