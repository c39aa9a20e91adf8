// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs features (OSGi Compendium R8, chapter 159) and removes them again, without a restart.
 *
 * <p>A bundle that two features share stays until the last of them goes. A bundle or a
 * configuration that was there before any feature is never touched.
 */
@ProviderType
public interface Features {

    /**
     * Installs the feature in a file, or replaces the installed one of the same name.
     *
     * <p>All or nothing: if a bundle is missing, does not resolve or does not start, what this call
     * brought in goes again and a feature that it was to replace stays.
     *
     * @param file a feature in JSON; comments are allowed
     * @return what is installed now
     * @throws FeatureException if the file is not a feature, or one of its bundles is missing or unusable
     */
    InstalledFeature install(Path file) throws FeatureException;

    /**
     * Removes what a feature brought in and no other feature needs.
     *
     * @param name {@code group:artifact} of the feature
     * @return what was removed; empty if no such feature is installed
     * @throws FeatureException if a bundle or a configuration cannot be removed
     */
    Optional<InstalledFeature> remove(String name) throws FeatureException;

    /** {@return the features installed, oldest first} */
    List<InstalledFeature> installed();
}
