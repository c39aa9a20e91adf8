// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of whoever has a say in which bundles come in, for example by their signature. Every file is shown to
 * every check before the framework sees it, and again when a start brings it back.
 */
@ConsumerType
public interface BundleCheck {

    /**
     * Looks at the file of a bundle, which nobody changes between the check and the installation.
     *
     * @param file a readable jar
     * @throws LifecycleException if the bundle is not to be installed; the message is shown
     * @throws IOException if the file cannot be read
     */
    void check(Path file) throws LifecycleException, IOException;
}
