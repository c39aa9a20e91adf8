// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What Configuration Admin holds. */
record Configurations(BundleContext context) {

    List<Configuration> all() {
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        try {
            Configuration[] found = admin.listConfigurations(null);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<Configuration> find(String pid) {
        return all().stream().filter(c -> c.getPid().equals(pid)).findFirst();
    }
}
