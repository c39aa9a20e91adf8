// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on an address and answers by routes, in JSON. Errors are {@code {"error": "…"}}, as KServe has them. */
public final class HttpEndpoint implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpEndpoint.class.getName());
    private static final int BACKLOG = 128;
    private static final int DRAIN_SECONDS = 30;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Access access;
    private final Limits limits;
    private final RateLimit rate;
    private final List<Route> routes;
    private final Json json = new Json();
    private final AtomicInteger threads = new AtomicInteger();

    private HttpEndpoint(HttpServer server, Access access, Limits limits, List<Route> routes) {
        this.server = server;
        this.access = access;
        this.limits = limits;
        this.routes = List.copyOf(routes);
        this.rate = new RateLimit(limits.perSecond(), System::nanoTime);
        this.workers = new ThreadPoolExecutor(
                limits.workers(),
                limits.workers(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.waiting()),
                task -> new Worker(task, threads.incrementAndGet()));
    }

    /**
     * Begins to listen.
     *
     * @param address where; port 0 for any that is free
     * @param access who may ask
     * @param limits what clients may ask
     * @param routes what is served
     * @return the endpoint, which the caller closes
     * @throws IOException if the address cannot be listened on
     */
    public static HttpEndpoint open(InetSocketAddress address, Access access, Limits limits, List<Route> routes)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    address.getHostString() + ":" + address.getPort() + " cannot be listened on: " + e.getMessage(), e);
        }
        HttpEndpoint endpoint = new HttpEndpoint(server, access, limits, routes);
        server.createContext("/", endpoint::serve);
        server.setExecutor(endpoint::work);
        server.start();
        return endpoint;
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Requests under way are answered; new ones are not taken. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "requests were cut off after " + DRAIN_SECONDS + " s");
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    /** Answers requests; any other thread turns them away. */
    private static final class Worker extends Thread {

        Worker(Runnable task, int number) {
            super(task, "skysense-http-" + number);
        }
    }

    private void work(Runnable exchange) {
        try {
            workers.execute(exchange);
        } catch (RejectedExecutionException e) {
            // All workers are busy and the queue is full.
            exchange.run();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (HttpFailure e) {
                answer = new Answer(e.status(), Map.of("error", e.getMessage()));
            } catch (Exception | LinkageError e) {
                LOG.log(System.Logger.Level.ERROR, exchange.getRequestMethod() + " " + exchange.getRequestURI(), e);
                answer = new Answer(HttpFailure.INTERNAL, Map.of("error", "the request failed; the log says why"));
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws Exception {
        if (!(Thread.currentThread() instanceof Worker)) {
            throw new HttpFailure(HttpFailure.UNAVAILABLE, "too many requests wait already");
        }
        access.check(exchange.getRequestHeaders());
        if (!rate.pass()) {
            throw new HttpFailure(HttpFailure.TOO_MANY, "more than " + limits.perSecond() + " requests a second");
        }
        List<String> path = segments(exchange);
        List<String> methods = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parts = route.match(path);
            if (parts.isPresent() && route.method().equals(exchange.getRequestMethod())) {
                return route.handler().answer(new Request(parts.get(), body(exchange)));
            }
            parts.ifPresent(p -> methods.add(route.method()));
        }
        if (methods.isEmpty()) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "there is nothing at " + String.join("/", path));
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
        throw new HttpFailure(HttpFailure.NOT_ALLOWED, "allowed here: " + String.join(", ", methods));
    }

    private static List<String> segments(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return List.of(path.replaceFirst("^/", "").split("/", -1));
    }

    private byte[] body(HttpExchange exchange) throws IOException, HttpFailure {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(limits.bodyBytes());
            if (in.read() >= 0) {
                throw new HttpFailure(
                        HttpFailure.TOO_LARGE, "the body is larger than " + limits.bodyBytes() + " bytes");
            }
            return body;
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = json.write(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
