// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import io.skysense.provision.FeatureException;
import io.skysense.provision.Features;
import io.skysense.provision.InstalledFeature;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.lifecycle.BundleChecks;
import io.skysense.provision.internal.trust.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureConfiguration;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/** Keeps the account of which feature brought in what. */
@Component
public final class FeatureInstaller implements Features {

    /** The framework property that lists the folders in which bundles are looked for. */
    static final String REPOSITORIES = "skysense.repositories";

    private static final String LOCATION = "feature:";

    /** What one feature owns, alone or with others. */
    private record Owned(
            String name, String version, List<Bundle> bundles, Map<String, Hashtable<String, Object>> configurations) {

        Owned(String name, String version) {
            this(name, version, new ArrayList<>(), new LinkedHashMap<>());
        }

        InstalledFeature describe() {
            return new InstalledFeature(
                    name,
                    version,
                    bundles.stream()
                            .map(b -> b.getSymbolicName() + " " + b.getVersion())
                            .toList(),
                    List.copyOf(configurations.keySet()));
        }
    }

    private final BundleContext context;
    private final FeatureFile files;
    private final ConfigurationStore configurations;
    private final BundleRepository repository;
    private final BundleChecks checks;
    private final Map<String, Owned> installed = new LinkedHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public FeatureInstaller(
            BundleContext context,
            @Reference FeatureService service,
            @Reference ConfigurationAdmin admin,
            @Reference BundleChecks checks) {
        this.context = context;
        this.checks = checks;
        this.files = new FeatureFile(service);
        this.configurations = new ConfigurationStore(admin);
        this.repository = BundleRepository.of(context.getProperty(REPOSITORIES));
    }

    @Override
    public synchronized InstalledFeature install(Path file) throws FeatureException {
        Feature feature = files.read(file);
        String name = feature.getID().getGroupId() + ":" + feature.getID().getArtifactId();
        Owned added = new Owned(name, feature.getID().getVersion());
        try {
            for (FeatureBundle bundle : feature.getBundles()) {
                installBundle(bundle.getID()).ifPresent(added.bundles()::add);
            }
            for (FeatureConfiguration values : feature.getConfigurations().values()) {
                configure(values, added);
            }
            new BundleSet(added.bundles()).start(context);
        } catch (IOException | BundleException | LifecycleException e) {
            FeatureException failure = new FeatureException(file + ": " + name + ": " + Messages.of(e), e);
            takeBack(added, failure);
            throw failure;
        }
        Owned previous = installed.put(name, added);
        if (previous != null) {
            release(previous);
        }
        return added.describe();
    }

    @Override
    public synchronized Optional<InstalledFeature> remove(String name) throws FeatureException {
        Owned gone = installed.remove(name);
        if (gone == null) {
            return Optional.empty();
        }
        InstalledFeature description = gone.describe();
        release(gone);
        return Optional.of(description);
    }

    @Override
    public synchronized List<InstalledFeature> installed() {
        return installed.values().stream().map(Owned::describe).toList();
    }

    /** Installs a bundle; empty if it is part of the platform and so not the feature's. */
    private Optional<Bundle> installBundle(ID id) throws IOException, BundleException, LifecycleException {
        String location = LOCATION + id;
        Bundle there = context.getBundle(location);
        if (there != null) {
            return Optional.of(keep(there, id));
        }
        Path jar = jar(id);
        try {
            return Optional.of(checks.admit(jar, in -> context.installBundle(location, in)));
        } catch (BundleException e) {
            if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
                return Optional.empty();
            }
            throw new BundleException(jar + ": " + Messages.of(e), e.getType(), e);
        }
    }

    /** A restart may have brought it back, and a key may have gone meanwhile. */
    private Bundle keep(Bundle there, ID id) throws IOException, BundleException, LifecycleException {
        try {
            Path jar = jar(id);
            checks.check(jar, jar, Origin.FOUND);
            return there;
        } catch (IOException | LifecycleException e) {
            if (installed.values().stream().noneMatch(f -> f.bundles().contains(there))) {
                there.uninstall();
            }
            throw e;
        }
    }

    private Path jar(ID id) throws IOException {
        return repository
                .find(id)
                .orElseThrow(() -> new IOException("bundle " + id + " is in none of " + repository.folders()));
    }

    /** Applies a configuration, unless somebody other than a feature has set it: a file in configs/ wins. */
    private void configure(FeatureConfiguration configuration, Owned added) throws IOException {
        String pid = configuration.getPid();
        boolean ours =
                installed.values().stream().anyMatch(f -> f.configurations().containsKey(pid));
        if (ours || !configurations.has(pid)) {
            Hashtable<String, Object> values = new Hashtable<>(configuration.getValues());
            added.configurations().put(pid, values);
            configurations.put(pid, values);
        }
    }

    /** Undoes an installation that failed half-way, and gives the feature it was to replace its values back. */
    private void takeBack(Owned added, FeatureException failure) {
        try {
            release(added);
            Owned previous = installed.get(added.name());
            if (previous != null) {
                for (Map.Entry<String, Hashtable<String, Object>> values :
                        previous.configurations().entrySet()) {
                    configurations.put(values.getKey(), values.getValue());
                }
            }
        } catch (FeatureException | IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void release(Owned gone) throws FeatureException {
        List<Bundle> bundles = gone.bundles().stream()
                .filter(b -> installed.values().stream()
                        .noneMatch(kept -> kept.bundles().contains(b)))
                .toList();
        try {
            new BundleSet(bundles).uninstall(context);
            for (String pid : gone.configurations().keySet()) {
                if (installed.values().stream()
                        .noneMatch(kept -> kept.configurations().containsKey(pid))) {
                    configurations.delete(pid);
                }
            }
        } catch (IOException | BundleException e) {
            throw new FeatureException(gone.name() + ": " + Messages.of(e), e);
        }
    }
}
