// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** One life of the platform, from start to stop. */
record Session(Distribution distribution) {

    /** The service that runs a command: a ToIntFunction of its words, with this property. */
    private static final String COMMAND_LINE =
            "(&(objectClass=java.util.function.ToIntFunction)(skysense.command.line=true))";

    private static final long COMMAND_LINE_SECONDS = 10;

    /**
     * Runs one command.
     *
     * @param words the command with its options
     * @return its exit code
     */
    int run(String[] words) {
        try (Storage storage = storage()) {
            int code;
            try (Platform platform = Platform.start(distribution, Mode.COMMAND, storage)) {
                platform.failures().forEach(line -> System.err.println("skysense: " + line));
                code = commandLine(platform.framework().getBundleContext()).applyAsInt(words);
            }
            storage.keep();
            return code;
        }
    }

    /**
     * Opens the shell and waits until it is left.
     *
     * @return 0
     */
    int open() {
        // What a shell installs must not outlive it, so its storage is not kept.
        try (Storage storage = storage();
                Platform platform = Platform.start(distribution, Mode.SHELL, storage)) {
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "skysense-stop"));
            platform.failures().forEach(line -> System.err.println("skysense: " + line));
            platform.framework().waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Storage storage() {
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        String name = Fingerprint.of(distribution.home().toString()).substring(0, 16);
        Path root = cache.resolve("skysense").resolve("framework").resolve(name);
        return Storage.open(root, Fingerprint.of(distribution.parts()));
    }

    @SuppressWarnings("unchecked")
    private static ToIntFunction<String[]> commandLine(BundleContext context) {
        try {
            ServiceTracker<Object, Object> tracker =
                    new ServiceTracker<>(context, FrameworkUtil.createFilter(COMMAND_LINE), null);
            tracker.open();
            Object service = tracker.waitForService(TimeUnit.SECONDS.toMillis(COMMAND_LINE_SECONDS));
            if (service == null) {
                throw new LaunchException("no bundle offers the command line after " + COMMAND_LINE_SECONDS + " s");
            }
            return (ToIntFunction<String[]>) service;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while the platform starts", e);
        }
    }
}
