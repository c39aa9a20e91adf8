// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Applies the configuration files of the folder {@value #FOLDER} at start, and of any watched folder
 * whenever one appears, changes or goes.
 */
@Component(
        immediate = true,
        service = {ArtifactInstaller.class, ConfigurationFolder.class})
public final class ConfigurationFolder implements ArtifactInstaller {

    /** The framework property that names the folder. */
    static final String FOLDER = "skysense.configs";

    private static final Logger LOG = System.getLogger(ConfigurationFolder.class.getName());
    private static final JsonKind KIND = new JsonKind(ConfigurationFile.MARK);

    private final ConfigurationStore store;
    private final Map<Path, Set<String>> applied = new HashMap<>();

    /** Applies what is in the folder. A file that cannot be applied is reported and left out. */
    @Activate
    public ConfigurationFolder(BundleContext context, @Reference ConfigurationAdmin admin) throws IOException {
        store = new ConfigurationStore(admin);
        for (Path file : KIND.in(context.getProperty(FOLDER))) {
            try {
                apply(file);
            } catch (IOException e) {
                LOG.log(Level.ERROR, "configuration left out: {0}", e.getMessage());
            }
        }
    }

    @Override
    public boolean canHandle(File artifact) {
        return KIND.is(artifact.toPath());
    }

    @Override
    public void install(File artifact) throws IOException {
        apply(artifact.toPath());
    }

    @Override
    public void update(File artifact) throws IOException {
        apply(artifact.toPath());
    }

    @Override
    public synchronized void uninstall(File artifact) throws IOException {
        Set<String> gone = applied.remove(artifact.toPath().toAbsolutePath());
        if (gone != null) {
            deleteUnused(gone);
        }
    }

    private synchronized void apply(Path file) throws IOException {
        Map<String, Hashtable<String, Object>> found = ConfigurationFile.read(file);
        for (Map.Entry<String, Hashtable<String, Object>> entry : found.entrySet()) {
            store.put(entry.getKey(), entry.getValue());
        }
        Set<String> before = applied.put(file.toAbsolutePath(), Set.copyOf(found.keySet()));
        if (before != null) {
            deleteUnused(before);
        }
    }

    private void deleteUnused(Set<String> names) throws IOException {
        for (String name : names) {
            if (applied.values().stream().noneMatch(kept -> kept.contains(name))) {
                store.delete(name);
            }
        }
    }
}
