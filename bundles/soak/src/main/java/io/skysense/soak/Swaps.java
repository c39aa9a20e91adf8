// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.provision.Lifecycle;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.PhaseListener;
import io.skysense.soak.variant.Misbehaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;

/** Has new versions serve, one after the other, and takes the old ones away. Bad ones come between them. */
final class Swaps implements AutoCloseable {

    private static final long ANSWER_SECONDS = 60;

    private final BundleContext context;
    private final Lifecycle lifecycle;
    private final PluginPins pins;
    private final List<Part> parts;
    private final Path folder;
    private final Load load;
    private final PhaseListener listener;
    private final List<PluginVersion> pinned;
    private final Map<Part, Integer> serving = new HashMap<>();

    /** Numbers of the versions that are installed beside the original. */
    private final Map<Part, SortedSet<Integer>> installed = new HashMap<>();

    private final ClassLoaders loaders = new ClassLoaders();
    private final Durations times = new Durations();
    private final Map<Bad, Integer> offered = new EnumMap<>(Bad.class);
    private final Map<Bad, Integer> handled = new EnumMap<>(Bad.class);
    private final List<String> remarks = new ArrayList<>();
    private int turn;
    private int number;
    private int done;

    /**
     * Before the first.
     *
     * @param context of this bundle
     * @param lifecycle brings and removes versions
     * @param pins knows what serves
     * @param parts what to replace, in turn
     * @param folder for jars
     * @param load asks meanwhile
     */
    Swaps(BundleContext context, Lifecycle lifecycle, PluginPins pins, List<Part> parts, Path folder, Load load) {
        this.context = context;
        this.lifecycle = lifecycle;
        this.pins = pins;
        this.parts = List.copyOf(parts);
        this.folder = folder;
        this.load = load;
        this.listener = (phase, what) -> load.during(phase + " of " + what);
        this.pinned = pins.pins();
        for (Part part : parts) {
            serving.put(part, 0);
            installed.put(part, new TreeSet<>());
        }
    }

    /** Has the next version of the next part serve, and removes the one before. */
    void next() throws IOException, InterruptedException {
        Part part = parts.get(turn++ % parts.size());
        int old = serving.get(part);
        number++;
        Path jar = new VariantJar(part, number, context).write(folder.resolve("variant.jar"));
        try {
            CompletableFuture<Long> first = load.first(part, part.version(number));
            long start = System.nanoTime();
            lifecycle.update(jar, listener);
            installed.get(part).add(number);
            loaders.watch(Part.installed(context, part.name(), part.version(number)));
            serving.put(part, number);
            times.add(first.get(ANSWER_SECONDS, TimeUnit.SECONDS) - start);
            if (old != 0) {
                List<String> warnings = remove(part, old);
                warnings.forEach(warning -> remarks.add("needless warning: " + warning));
            }
            done++;
        } catch (LifecycleException | ExecutionException e) {
            remarks.add("swap to " + part.name() + " " + part.version(number) + " failed: " + e.getMessage());
        } catch (TimeoutException e) {
            remarks.add(part.name() + " " + part.version(number) + " did not answer in " + ANSWER_SECONDS + " s");
        } finally {
            load.during("");
            Files.delete(jar);
        }
    }

    /** Offers a bad version of the next part: what serves must go on serving, and the reason must be said. */
    void offer(Bad bad) throws IOException, InterruptedException {
        Part part = parts.get(turn % parts.size());
        number++;
        String version = part.version(number);
        List<PluginVersion> before = pins.serving();
        Path jar = bad.write(part, number, serving.get(part), folder, context);
        String said;
        try {
            lifecycle.install(jar, listener);
            installed.get(part).add(number);
            loaders.watch(Part.installed(context, part.name(), version));
            said = String.join(", ", remove(part, number));
            stop(Misbehaving.THREAD + number);
        } catch (LifecycleException e) {
            said = e.getMessage();
        } finally {
            load.during("");
            Files.delete(jar);
        }
        offered.merge(bad, 1, Integer::sum);
        if (said.contains(bad.reason()) && pins.serving().equals(before) && !there(part, version)) {
            handled.merge(bad, 1, Integer::sum);
        } else {
            remarks.add("a bundle that is bad (" + bad.describe() + "): " + said);
        }
    }

    private boolean there(Part part, String version) {
        for (var bundle : context.getBundles()) {
            if (part.name().equals(bundle.getSymbolicName())
                    && version.equals(bundle.getVersion().toString())) {
                return true;
            }
        }
        return false;
    }

    private List<String> remove(Part part, int old) throws LifecycleException {
        List<String> warnings = lifecycle
                .uninstall(part.name(), Optional.of(part.version(old)), false, listener)
                .warnings();
        installed.get(part).remove(old);
        return warnings;
    }

    /** The leaked thread has been named, and would keep its classes for ever. */
    private static void stop(String thread) throws InterruptedException {
        for (Thread running : Thread.getAllStackTraces().keySet()) {
            if (running.getName().equals(thread)) {
                running.interrupt();
                running.join();
            }
        }
    }

    /** Has the originals serve again, pinned as they were, and removes the last versions. */
    @Override
    public void close() throws LifecycleException {
        for (Part part : parts) {
            for (int version : List.copyOf(installed.get(part))) {
                remove(part, version);
            }
            PluginVersion original = part.original();
            if (pins.pins().contains(original) && !pinned.contains(original)) {
                lifecycle.unpin(original.kind(), original.name(), PhaseListener.NONE);
            }
        }
    }

    /** {@return versions that have served} */
    int done() {
        return done;
    }

    /** {@return from the command to the first answer of the new version} */
    Durations times() {
        return times;
    }

    /** {@return class loaders of all that came} */
    ClassLoaders loaders() {
        return loaders;
    }

    /** {@return how often each kind of bad bundle was offered} */
    Map<Bad, Integer> offered() {
        return Map.copyOf(offered);
    }

    /** {@return how often the platform did as it should} */
    Map<Bad, Integer> handled() {
        return Map.copyOf(handled);
    }

    /** {@return what went wrong, a line each} */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
