// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.BundleCheck;
import io.skysense.provision.LifecycleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Every check that is offered: the one gate for files of bundles, whoever brings them. */
@Component(service = BundleChecks.class)
public final class BundleChecks {

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<BundleCheck> checks = List.of();

    /**
     * Shows a file to each of them.
     *
     * @param file of a bundle
     * @throws LifecycleException if one refuses it
     * @throws IOException if it cannot be read
     */
    public void check(Path file) throws LifecycleException, IOException {
        for (BundleCheck check : checks) {
            check.check(file);
        }
    }
}
