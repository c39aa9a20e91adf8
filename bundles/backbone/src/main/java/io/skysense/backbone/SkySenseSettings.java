// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

/** What a preset may say about the backbone: one encoder's pyramid leaves nothing to choose. */
record SkySenseSettings() {

    /** The schema. */
    static final SkySenseSettings DEFAULTS = new SkySenseSettings();
}
