// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

/** How label files hold classes. */
public enum LabelForm {
    /** One band of values, or three that make a colour. */
    VALUES,
    /** The first of several bands holds values; the others are something else. */
    FIRST_BAND,
    /** A band a class, in the table's order, not 0 where the class is; else {@link #VALUES}, if there is one band. */
    ONE_HOT
}
