// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/** What to do when label and image differ in size. */
public enum SizeMismatch {
    /** Take the common extent from the upper left corner, and warn. */
    CROP,
    /** Leave the sample out, and warn. */
    SKIP,
    /** Refuse it. */
    FAIL
}
