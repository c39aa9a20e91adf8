// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.io.IOException;
import java.util.Dictionary;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configurations by the names that features and configuration files use: {@code pid} or {@code factory~name}. */
record ConfigurationStore(ConfigurationAdmin admin) {

    /** Any bundle may use the configuration, wherever it was installed from. */
    private static final String ANY_LOCATION = "?";

    /** {@return whether the name has a configuration} */
    boolean has(String name) throws IOException {
        try {
            return admin.listConfigurations("(service.pid=" + escape(name) + ")") != null;
        } catch (InvalidSyntaxException e) {
            throw new IOException("configuration name " + name + ": " + e.getMessage(), e);
        }
    }

    /** Sets the values of a configuration; nobody is told if they are what they were. */
    void put(String name, Dictionary<String, Object> values) throws IOException {
        find(name).updateIfDifferent(values);
    }

    /** Deletes a configuration, if there is one. */
    void delete(String name) throws IOException {
        if (has(name)) {
            find(name).delete();
        }
    }

    private Configuration find(String name) throws IOException {
        int tilde = name.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(name, ANY_LOCATION)
                : admin.getFactoryConfiguration(name.substring(0, tilde), name.substring(tilde + 1), ANY_LOCATION);
    }

    private static String escape(String value) {
        return value.replaceAll("([\\\\*()])", "\\\\$1");
    }
}
