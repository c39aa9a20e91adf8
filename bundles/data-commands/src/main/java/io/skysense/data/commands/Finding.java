// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

/** What can be found in a copy of a dataset. */
enum Finding {
    /** The list file is missing or malformed, or entries name classes that there are not. */
    LIST(true, "list file"),
    /** A file is missing, damaged, or has other bands than the table. */
    FILE(true, "file that cannot be used"),
    /** A label is missing or damaged, or has values that the table does not know. */
    LABEL(true, "label that cannot be used"),
    /** The sampler would look for a pixel of the class, and find none. */
    CLASS_ABSENT(true, "class listed, but not in the label"),
    /** What is trained on is validated with. */
    OVERLAP(true, "the same file in two splits"),
    /** The sampler never chooses the entry for that class. */
    CLASS_NOT_LISTED(false, "class in the label, but not listed"),
    /** Label and image cover different extents: the common part is used. */
    SIZE(false, "label and image differ in size"),
    /** Others stand for them. */
    NOT_FINITE(false, "values that are NaN or infinite"),
    /** Often a band that was filled up. */
    CONSTANT(false, "band of one value"),
    /** Models get numbers that they were not made for. */
    NORMALISATION(false, "band far from the table's normalisation"),
    /** Neither in names nor in files. */
    NO_DATES(false, "series without dates"),
    /** Dates go back, or stand twice. */
    DATE_ORDER(false, "series out of order"),
    /** Nothing to learn from. */
    NO_LABEL(false, "entry without a label"),
    /** Every pixel is ignored. */
    NO_CLASS(false, "label without any class"),
    /** It weighs double. */
    DUPLICATE(false, "the same file in two entries"),
    /** A class of the table. */
    NEVER(false, "class that never occurs");

    private final boolean error;
    private final String words;

    Finding(boolean error, String words) {
        this.error = error;
        this.words = words;
    }

    /** {@return whether training would fail or mean nothing; else it is a warning} */
    boolean error() {
        return error;
    }

    /** {@return what people call it} */
    String words() {
        return words;
    }
}
