// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

/** A setting that cannot be used; the message names its path and what is allowed there. */
public class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one line: source, path of the key, cause, allowed values
     */
    public SettingsException(String message) {
        super(message);
    }
}
