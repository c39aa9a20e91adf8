// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.BundleCheck;
import io.skysense.provision.LifecycleException;
import io.skysense.provision.internal.trust.Admission;
import io.skysense.provision.internal.trust.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The one gate for files of bundles, whoever brings them: the rule of trust, and every check that is offered. */
@Component(service = BundleChecks.class)
public final class BundleChecks {

    private final Admission admission;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<BundleCheck> checks = List.of();

    /**
     * Made by Declarative Services.
     *
     * @param admission decides whose bundles come in
     */
    @Activate
    public BundleChecks(@Reference Admission admission) {
        this.admission = admission;
    }

    /** Installs a bundle, or replaces one. */
    @FunctionalInterface
    public interface Installing {

        /**
         * Installs.
         *
         * @param content the jar
         * @return the bundle
         */
        Bundle from(InputStream content) throws BundleException;
    }

    /**
     * Shows a file to each of them.
     *
     * @param file of a bundle
     * @param called the file as its user knows it
     * @param origin who brings it
     * @throws LifecycleException if one refuses it
     * @throws IOException if it cannot be read
     */
    public void check(Path file, Path called, Origin origin) throws LifecycleException, IOException {
        admission.check(file, called, origin);
        for (BundleCheck check : checks) {
            check.check(file);
        }
    }

    /**
     * Checks a file that lay somewhere, and has just what was checked installed.
     *
     * @param file of a bundle
     * @param installing installs it
     * @return the bundle
     * @throws LifecycleException if it is refused
     * @throws IOException if it cannot be read
     * @throws BundleException if it cannot be installed
     */
    public Bundle admit(Path file, Installing installing) throws LifecycleException, IOException, BundleException {
        Path folder = Files.createTempDirectory("skysense-bundle"); // its owner's alone
        Path copy = folder.resolve("copy.jar");
        try {
            Files.copy(file, copy);
            check(copy, file, Origin.FOUND);
            try (InputStream content = Files.newInputStream(copy)) {
                return installing.from(content);
            }
        } finally {
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }
}
