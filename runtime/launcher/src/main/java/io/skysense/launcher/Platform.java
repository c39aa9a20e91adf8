// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with the bundles of the distribution; closing it stops it. */
final class Platform implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Framework framework;
    private final Settings settings;

    private Platform(Framework framework, Settings settings) {
        this.framework = framework;
        this.settings = settings;
    }

    /**
     * Starts the platform.
     *
     * @param distribution what to start
     * @param mode what for
     * @param storage where the framework keeps its files
     * @return the running platform; the caller closes it
     */
    static Platform start(Distribution distribution, Mode mode, Storage storage) {
        Settings settings = Settings.read(distribution, storage.folder());
        Map<String, String> properties = new HashMap<>(settings.values());
        properties.put(Constants.FRAMEWORK_STORAGE, storage.folder().toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(mode.startLevel()));
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.of(distribution.engine()));
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException("no OSGi framework in " + distribution.home() + "/lib"))
                .newFramework(properties);
        Platform platform = new Platform(framework, settings);
        try {
            framework.init();
            if (!storage.reused()) {
                platform.install(distribution.bundles());
            }
            framework.start();
            return platform;
        } catch (BundleException | RuntimeException e) {
            platform.close();
            throw e instanceof LaunchException said
                    ? said
                    : new LaunchException("the framework did not start: " + e.getMessage(), e);
        }
    }

    private void install(List<Path> jars) {
        for (Path jar : jars) {
            try {
                // By reference: nothing is copied. A plus sign would be read back as a space.
                String location = "reference:" + jar.toUri().toString().replace("+", "%2B");
                Bundle bundle = framework.getBundleContext().installBundle(location);
                bundle.adapt(BundleStartLevel.class).setStartLevel(settings.startLevel(bundle.getSymbolicName()));
                if (!isFragment(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                if (e.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
                    throw new LaunchException(jar + ": cannot be installed: " + Reason.of(e), e);
                }
            }
        }
    }

    /** {@return a line for each reason for which bundles that should run do not} */
    List<String> failures() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        int level = framework.adapt(FrameworkStartLevel.class).getStartLevel();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            boolean due = bundle.adapt(BundleStartLevel.class).getStartLevel() <= level;
            boolean runs = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
            if (due && !runs && !isFragment(bundle)) {
                try {
                    bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                } catch (BundleException e) {
                    found.computeIfAbsent(Reason.of(e), reason -> new ArrayList<>())
                            .add(bundle.getSymbolicName());
                }
            }
        }
        return found.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + " did not start: " + e.getKey())
                .toList();
    }

    /** {@return the running framework} */
    Framework framework() {
        return framework;
    }

    /** Stops the framework and waits until it has stopped. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (BundleException e) {
            throw new LaunchException("the framework did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }
}
