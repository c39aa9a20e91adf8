// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.lifecycle.BundleChecks;
import io.skysense.provision.internal.trust.Origin;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;

/**
 * Installs the bundles of the folder {@value #FOLDER} at start, and keeps to any watched folder. It takes whatever no
 * other installer wants, since the watcher itself would install every bundle, whatever its file is called. A bundle that
 * is refused is reported and left out.
 */
@Component(
        immediate = true,
        service = {ArtifactInstaller.class, BundleFolder.class})
@ServiceRanking(-1000)
public final class BundleFolder implements ArtifactInstaller {

    /** The framework property that names the folder. */
    static final String FOLDER = "skysense.deploy";

    private static final Logger LOG = System.getLogger(BundleFolder.class.getName());
    private static final String JAR = ".jar";
    private static final String JSON = ".json";

    /** How the locations of such bundles begin. */
    private static final String LOCATION = "deploy:";

    private final BundleContext context;
    private final BundleChecks checks;

    /** Digest of what was taken from each file. */
    private final Map<Path, String> taken = new HashMap<>();

    /**
     * Installs what is in the folder.
     *
     * @param context of this bundle
     * @param checks have a say in what comes in
     * @throws IOException if the folder cannot be read
     */
    @Activate
    public BundleFolder(BundleContext context, @Reference BundleChecks checks) throws IOException {
        this.context = context;
        this.checks = checks;
        String folder = context.getProperty(FOLDER);
        if (folder != null && Files.isDirectory(Path.of(folder))) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(JAR)).sorted().forEach(this::apply);
            }
        }
    }

    @Override
    public boolean canHandle(File artifact) {
        // Features and configurations may turn up before those who want them.
        return !artifact.getName().endsWith(JSON) || isZip(artifact.toPath());
    }

    @Override
    public void install(File artifact) {
        apply(artifact.toPath());
    }

    @Override
    public void update(File artifact) {
        apply(artifact.toPath());
    }

    @Override
    public synchronized void uninstall(File artifact) throws BundleException {
        Path file = artifact.toPath().toAbsolutePath();
        taken.remove(file);
        Bundle gone = context.getBundle(LOCATION + file);
        if (gone != null) {
            new BundleSet(List.of(gone)).uninstall(context);
        }
    }

    private synchronized void apply(Path artifact) {
        Path file = artifact.toAbsolutePath();
        boolean unpacked = Files.exists(file.resolve(JarFile.MANIFEST_NAME));
        if (!unpacked && !file.toString().endsWith(JAR) && !isZip(file)) {
            return;
        }
        try {
            if (unpacked) {
                throw new LifecycleException(file + ": an unpacked bundle cannot be signed");
            }
            String digest = Sha256.of(file);
            if (!digest.equals(taken.get(file))) {
                Bundle bundle = take(file);
                taken.put(file, digest);
                new BundleSet(List.of(bundle)).start(context);
            }
        } catch (IOException | BundleException | LifecycleException e) {
            LOG.log(Level.ERROR, "bundle left out: {0}", Messages.of(e));
        }
    }

    @SuppressWarnings("try") // It is only opened.
    private static boolean isZip(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Bundle take(Path file) throws IOException, BundleException, LifecycleException {
        String location = LOCATION + file;
        Bundle there = context.getBundle(location);
        if (there == null) {
            return checks.admit(file, in -> context.installBundle(location, in));
        }
        if (taken.containsKey(file)) {
            return checks.admit(file, in -> {
                new BundleSet(List.of(there)).uninstall(context);
                return context.installBundle(location, in);
            });
        }
        return keep(there, file);
    }

    /** A restart has brought it back from the same file, and a key may have gone meanwhile. */
    private Bundle keep(Bundle there, Path file) throws IOException, BundleException, LifecycleException {
        try {
            checks.check(file, file, Origin.FOUND);
            return there;
        } catch (IOException | LifecycleException e) {
            there.uninstall();
            throw e;
        }
    }
}
