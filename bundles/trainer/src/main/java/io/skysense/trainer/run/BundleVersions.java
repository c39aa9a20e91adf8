// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** The versions of all bundles that take part in a run. */
final class BundleVersions {

    private BundleVersions() {}

    /**
     * Adds the bundles that those of a run, and the trainer itself, are wired to.
     *
     * @param known versions by symbolic name
     * @return all versions by symbolic name; those known, where there is no framework
     */
    static Map<String, String> involved(Map<String, String> known) {
        Map<String, String> versions = new TreeMap<>(known);
        Bundle own = FrameworkUtil.getBundle(BundleVersions.class);
        if (own == null) {
            return versions;
        }
        Set<Bundle> involved = new HashSet<>();
        follow(own, involved);
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            if (known.containsKey(bundle.getSymbolicName())) {
                follow(bundle, involved);
            }
        }
        involved.forEach(b -> versions.put(b.getSymbolicName(), b.getVersion().toString()));
        return versions;
    }

    private static void follow(Bundle bundle, Set<Bundle> involved) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (involved.add(bundle) && wiring != null) {
            wiring.getRequiredWires(null)
                    .forEach(wire -> follow(wire.getProvider().getBundle(), involved));
        }
    }
}
