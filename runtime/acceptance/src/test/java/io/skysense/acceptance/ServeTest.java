// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A platform that answers requests while an operator at another terminal has other versions of a head serve. */
@TestInstance(Lifecycle.PER_CLASS)
class ServeTest {

    private static final String HEAD = "io.skysense.head-segmentation";
    private static final int SIDE = 64;
    private static final String IMAGE = "{\"inputs\": [{\"name\": \"hr\", \"shape\": [1, 3, " + SIDE + ", " + SIDE
            + "], \"datatype\": \"FP32\", \"data\": " + Collections.nCopies(3 * SIDE * SIDE, 100) + "}],"
            + " \"outputs\": [{\"name\": \"classes\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();

    private Path folder;
    private Copy copy;
    private Process platform;
    private String address;

    @BeforeAll
    void trainAndStart(@TempDir Path shared) throws Exception {
        folder = shared;
        copy = Copy.make(folder.resolve("skysense"));
        run("data", "make-demo", "data", "--size", "64", "--train", "4", "--val", "1", "--datasets", "vaihingen");
        List<String> train = new ArrayList<>(List.of("train", "--preset", "finetune-amazon-rgb", "--out", "run"));
        train.addAll(List.of("--data", "data/vaihingen"));
        for (String change :
                List.of("data.dataset=vaihingen", "data.batch=2", "data.crop=64", "train.minutes=0", "train.steps=2")) {
            train.addAll(List.of("--set", change));
        }
        run(train.toArray(String[]::new));
        platform = Command.process(
                copy.home(),
                folder.resolve("start.txt"),
                folder,
                "start",
                "--model",
                "land=run",
                "--folder",
                "data",
                "--port",
                "0");
        address = listening(folder.resolve("start.txt"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (platform != null) {
            platform.destroy();
            if (!platform.waitFor(60, TimeUnit.SECONDS)) {
                platform.destroyForcibly();
            }
        }
    }

    @Test
    void noRequestIsLostWhileAnotherVersionTakesOverAndLeavesAgain() throws Exception {
        String version = version(post("/v2/models/land/infer", IMAGE));
        copy.release(HEAD, "9.9.9", folder.resolve("head.jar"));
        AtomicBoolean done = new AtomicBoolean();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Thread requests = new Thread(() -> {
            while (!done.get()) {
                try {
                    seen.add(version(post("/v2/models/land/infer", IMAGE)));
                } catch (IOException | AssertionError | InterruptedException e) {
                    failures.add(e.toString());
                }
            }
        });
        requests.start();

        String installed = run("install", "head.jar");
        assertTrue(installed.contains("from " + version + " to 9.9.9"), installed);
        assertEquals("9.9.9", version(post("/v2/models/land/infer", IMAGE)));

        run("rollback", HEAD);
        assertEquals(version, version(post("/v2/models/land/infer", IMAGE)));
        done.set(true);
        requests.join();

        assertEquals(List.of(), failures);
        assertTrue(seen.contains("9.9.9") && seen.contains(version), () -> seen.toString());
    }

    @Test
    void aHeadWrittenOutsideOfTheTreeComesAndGoes() throws Exception {
        OutsideProject project = OutsideProject.make(copy.home(), folder, "head", "road-width");
        project.build();
        assertTrue(project.passed() >= 11, () -> project.toString());

        run("install", project.jar().toString());
        String bundles = run("bundles");
        assertTrue(bundles.matches("(?s).*\norg\\.example\\.head\\.road\\.width .* head road-width\n.*"), bundles);

        run("uninstall", "org.example.head.road.width", "--force");
        String after = run("bundles");
        assertFalse(after.contains("road"), after);
    }

    @Test
    void aMapIsMadeOfARasterOfTheFolder() throws Exception {
        Path image;
        try (Stream<Path> files = Files.walk(folder.resolve("data/vaihingen"))) {
            image = files.filter(
                            f -> f.toString().endsWith(".tif") || f.toString().endsWith(".png"))
                    .findFirst()
                    .orElseThrow();
        }
        String name = folder.resolve("data").relativize(image).toString();
        String asked = post("/jobs", "{\"model\": \"land\", \"input\": \"" + name + "\", \"output\": \"map.tif\"}");
        String id = asked.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        String state = get("/jobs/" + id);
        while (state.contains("\"queued\"") || state.contains("\"running\"")) {
            Thread.sleep(50);
            state = get("/jobs/" + id);
        }

        assertTrue(state.contains("\"done\"") && state.contains("\"" + HEAD + "\""), state);
        assertTrue(Files.size(folder.resolve("data/map.tif")) > 0);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Command command = Command.run(copy.home(), folder, arguments);
        assertEquals(0, command.exitCode(), command.output());
        return command.output();
    }

    private static String version(String answer) {
        return answer.replaceAll("(?s).*\"" + HEAD + "\":\"([^\"]*)\".*", "$1");
    }

    private String get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(address + path)).build());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(address + path))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertEquals(2, answer.statusCode() / 100, answer.body());
        return answer.body();
    }

    /** Waits for the line that says where it listens. */
    private String listening(Path output) throws IOException, InterruptedException {
        while (platform.isAlive()) {
            try (BufferedReader lines = Files.newBufferedReader(output)) {
                var found = lines.lines()
                        .filter(line -> line.startsWith("listening on "))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get().split(" ")[2];
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError(Files.readString(output));
    }
}
