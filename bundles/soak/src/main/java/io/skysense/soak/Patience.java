// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Has the platform be impatient with what hangs, and forget at its next start what the soak installs, should the soak be
 * killed; until it is closed. A configuration that is not set back is read anew at the next start.
 */
final class Patience implements AutoCloseable {

    private static final String PID = "io.skysense.provision.lifecycle";
    private static final String OUTLASTS = "outlasts.restart";
    private static final int START_SECONDS = 5;
    private static final int TRIES = 500;
    private static final long POLL_MILLIS = 20;

    private final Configuration configuration;
    private final Dictionary<String, Object> before;

    /**
     * Begins.
     *
     * @param admin has the configuration
     * @param lifecycle whose it is; says when it is heeded
     */
    Patience(ConfigurationAdmin admin, ServiceReference<?> lifecycle) throws IOException, InterruptedException {
        configuration = admin.getConfiguration(PID, "?");
        before = configuration.getProperties();
        Hashtable<String, Object> changed = copy(before);
        changed.putAll(Map.of("start.seconds", START_SECONDS, OUTLASTS, false));
        configuration.update(changed);
        for (int i = 0; !Boolean.FALSE.equals(lifecycle.getProperty(OUTLASTS)); i++) {
            if (i == TRIES) {
                throw new IOException(PID + ": the platform does not heed its configuration");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static Hashtable<String, Object> copy(Dictionary<String, Object> properties) {
        Hashtable<String, Object> copy = new Hashtable<>();
        if (properties != null) {
            for (Enumeration<String> keys = properties.keys(); keys.hasMoreElements(); ) {
                String key = keys.nextElement();
                copy.put(key, properties.get(key));
            }
        }
        return copy;
    }

    @Override
    public void close() throws IOException {
        configuration.update(copy(before));
    }
}
