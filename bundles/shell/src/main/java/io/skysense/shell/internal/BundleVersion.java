// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine.IVersionProvider;

/** The versions of this bundle and of the Java it runs on. */
final class BundleVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Bundle bundle = FrameworkUtil.getBundle(BundleVersion.class);
        String version =
                bundle == null ? "outside a framework" : bundle.getVersion().toString();
        return new String[] {"skysense " + version, "Java " + Runtime.version()};
    }
}
