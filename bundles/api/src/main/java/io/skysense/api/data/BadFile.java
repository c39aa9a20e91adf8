// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/** What to do with a sample one of whose files is missing, damaged or does not match the table. */
public enum BadFile {
    /** Refuse it. */
    FAIL,
    /** Leave the sample out, warn, and count it. */
    SKIP
}
