// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import io.skysense.provision.FeatureException;
import io.skysense.provision.Features;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Installs the feature files of the folder {@value #FOLDER} at start, and keeps to any watched folder:
 * a file that appears is installed, one that goes is removed.
 */
@Component(immediate = true)
public final class FeatureFolder implements ArtifactInstaller {

    /** The framework property that names the folder. */
    static final String FOLDER = "skysense.deploy";

    private static final Logger LOG = System.getLogger(FeatureFolder.class.getName());
    private static final JsonKind KIND = new JsonKind("feature-resource-version");

    private final Features features;
    private final Map<Path, String> installed = new HashMap<>();

    /**
     * Installs what is in the folder. A feature that cannot be installed is reported and left out.
     *
     * @param context knows the folder
     * @param features installs
     * @param bundles has installed the bundles of the folder by now, which are theirs and not a feature's
     * @throws IOException if the folder cannot be read
     */
    @Activate
    public FeatureFolder(BundleContext context, @Reference Features features, @Reference BundleFolder bundles)
            throws IOException {
        this.features = features;
        for (Path file : KIND.in(context.getProperty(FOLDER))) {
            try {
                apply(file);
            } catch (FeatureException e) {
                LOG.log(Level.ERROR, "feature left out: {0}", e.getMessage());
            }
        }
    }

    @Override
    public boolean canHandle(File artifact) {
        return KIND.is(artifact.toPath());
    }

    @Override
    public void install(File artifact) throws FeatureException {
        apply(artifact.toPath());
    }

    @Override
    public void update(File artifact) throws FeatureException {
        apply(artifact.toPath());
    }

    @Override
    public synchronized void uninstall(File artifact) throws FeatureException {
        String name = installed.remove(artifact.toPath().toAbsolutePath());
        if (name != null) {
            features.remove(name);
        }
    }

    private synchronized void apply(Path file) throws FeatureException {
        String name = features.install(file).name();
        String before = installed.put(file.toAbsolutePath(), name);
        if (before != null && !before.equals(name)) {
            features.remove(before);
        }
    }
}
