// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** What a bundle that was made for the soak says of itself in its manifest. */
public final class Stamp {

    /** The header with the class that offers the plug-in in the original. */
    public static final String PLUGIN = "Soak-Plugin";

    /** The header with the number of the version. */
    public static final String NUMBER = "Soak-Number";

    /** The header with the way in which the bundle misbehaves. */
    public static final String CONDUCT = "Soak-Conduct";

    private Stamp() {}

    /** {@return the number of this version} */
    static int number() {
        return Integer.parseInt(header(NUMBER));
    }

    /** {@return the way in which this bundle misbehaves} */
    static String conduct() {
        return header(CONDUCT);
    }

    /**
     * Makes the plug-in of the original.
     *
     * @param type its service
     * @param <T> its service
     * @return the plug-in
     */
    static <T> T plugin(Class<T> type) {
        try {
            return type.cast(bundle().loadClass(header(PLUGIN)).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(String name) {
        return bundle().getHeaders("").get(name);
    }

    private static Bundle bundle() {
        return FrameworkUtil.getBundle(Stamp.class);
    }
}
