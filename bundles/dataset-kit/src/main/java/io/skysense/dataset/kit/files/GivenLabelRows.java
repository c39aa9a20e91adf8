// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.LabelMap;

/** A label whose values are known already. */
record GivenLabelRows(String name, LabelMap values) implements LabelRows {

    @Override
    public int height() {
        return values.height();
    }

    @Override
    public int width() {
        return values.width();
    }

    @Override
    public void read(Sink sink) {
        sink.bytes(0, values.classes());
    }

    @Override
    public void close() {
        // Everything is on the heap.
    }
}
