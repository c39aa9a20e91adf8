// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.Sha256;
import io.skysense.provision.internal.lifecycle.State.Kept;
import io.skysense.provision.internal.trust.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The folder {@value #FOLDER}: the files of the bundles that were installed, and the state. At each start the framework
 * is brought to what it says, since the framework's own storage may be new, or of another process.
 */
@Component(service = PluginFolder.class, immediate = true)
public final class PluginFolder {

    /** The framework property that names the folder; without it, the framework's storage has it. */
    static final String FOLDER = "skysense.plugins";

    private static final Logger LOG = System.getLogger(PluginFolder.class.getName());
    private static final String STATE = "state.json";

    /** In this time another process may still be installing what the state does not know yet. */
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    private final BundleContext context;
    private final BundleChecks checks;
    private final Path folder;
    private final StateFile file;
    private volatile State state;

    /**
     * Brings the bundles back. One that cannot be is reported and left out.
     *
     * @param context of this bundle
     * @param checks look at each file again
     * @throws IOException if the state cannot be read
     */
    @Activate
    public PluginFolder(BundleContext context, @Reference BundleChecks checks) throws IOException {
        this.context = context;
        this.checks = checks;
        this.folder = Optional.ofNullable(context.getProperty(FOLDER))
                .map(Path::of)
                .orElseGet(() -> context.getDataFile("plugins").toPath());
        this.file = new StateFile(folder.resolve(STATE));
        this.state = file.read();
        sweep();
        for (Kept kept : state.bundles()) {
            try {
                restore(kept);
            } catch (IOException | BundleException | LifecycleException e) {
                LOG.log(Level.ERROR, "{0} {1} left out: {2}", kept.name(), kept.version(), Messages.of(e));
            }
        }
    }

    State state() {
        return state;
    }

    /** Keeps a state from now on. */
    void save(State next) throws IOException {
        Files.createDirectories(folder);
        file.write(next);
        state = next;
    }

    /** Keeps a state until the next start, which knows the one that was saved last. */
    void hold(State next) {
        state = next;
    }

    /** {@return a copy of a file that nobody else changes; it is to be kept or dropped} */
    Path stage(Path from) throws IOException {
        Files.createDirectories(folder);
        return Files.copy(
                from, Files.createTempFile(folder, "bundle", Leftovers.STAGED), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Installs a staged file, which is the bundle's from then on. */
    Bundle install(Path staged, Kept kept) throws IOException, BundleException {
        Path own = Files.move(staged, folder.resolve(kept.file()), StandardCopyOption.REPLACE_EXISTING);
        try (InputStream in = Files.newInputStream(own)) {
            return context.installBundle(kept.location(), in);
        } catch (IOException | BundleException | RuntimeException e) {
            drop(kept);
            throw e;
        }
    }

    /** Deletes the file of a bundle, if it has one here. */
    void drop(Kept kept) {
        drop(folder.resolve(kept.file()));
    }

    /** Deletes a staged file that was not installed. */
    void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) { // the next start tries again
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", file, Messages.of(e));
        }
    }

    /** Lets a bundle run again if its file is still the one that was installed, and may still come in. */
    private void restore(Kept kept) throws IOException, BundleException, LifecycleException {
        Bundle bundle = context.getBundle(kept.location());
        Path own = folder.resolve(kept.file());
        try {
            if (!Files.isRegularFile(own)) {
                throw new LifecycleException(own + ": no such file");
            }
            if (kept.sha256() == null) {
                throw new LifecycleException(own + ": no digest of it is known; install it again");
            }
            if (!Sha256.of(own).equals(kept.sha256())) {
                throw new LifecycleException(own + ": altered since it was installed");
            }
            checks.check(own, own, Origin.OPERATOR);
        } catch (IOException | LifecycleException e) {
            if (bundle != null) {
                bundle.uninstall();
            }
            throw e;
        }
        if (bundle == null) {
            try (InputStream in = Files.newInputStream(own)) {
                bundle = context.installBundle(kept.location(), in);
            }
        }
        bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
    }

    /** Removes bundles and files that the state does not know: of a process that was killed, or of another one's storage. */
    private void sweep() throws IOException {
        Set<String> locations = state.bundles().stream().map(Kept::location).collect(Collectors.toSet());
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(State.LOCATION) && !locations.contains(bundle.getLocation())) {
                try {
                    bundle.uninstall();
                } catch (BundleException e) {
                    LOG.log(Level.ERROR, "{0} cannot be removed: {1}", bundle, Messages.of(e));
                }
            }
        }
        Set<String> files = state.bundles().stream().map(Kept::file).collect(Collectors.toSet());
        new Leftovers(folder, files).delete(Instant.now().minus(UNDER_WAY));
    }
}
