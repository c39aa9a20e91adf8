// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.LabelKind;
import io.skysense.api.data.ObjectBox;
import io.skysense.dataset.kit.transform.View;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Objects of a batch as rows of numbers, as {@link LabelKind#OBJECTS} says. */
final class BoxRows {

    private static final int NUMBERS = 7;
    private static final float UNKNOWN = -1;

    private BoxRows() {}

    /** Writes the objects of views. */
    static HostLabels of(List<View> views, LongFunction<ByteBuffer> take) {
        List<Optional<List<ObjectBox>>> objects = new ArrayList<>();
        int most = 1;
        for (View view : views) {
            Optional<List<ObjectBox>> seen = view.objects();
            objects.add(seen);
            most = Math.max(most, seen.map(List::size).orElse(0));
        }
        ByteBuffer bytes = take.apply((long) views.size() * most * NUMBERS * Float.BYTES);
        FloatBuffer rows = bytes.asFloatBuffer();
        for (int i = 0; i < rows.limit(); i++) {
            rows.put(i, Float.NaN);
        }
        for (int i = 0; i < objects.size(); i++) {
            int at = i * most * NUMBERS;
            if (objects.get(i).isEmpty()) {
                rows.put(at, UNKNOWN);
            }
            for (ObjectBox box : objects.get(i).orElse(List.of())) {
                rows.put(at, row(box));
                at += NUMBERS;
            }
        }
        return new HostLabels(LabelKind.OBJECTS, List.of(views.size(), most, NUMBERS), bytes);
    }

    private static float[] row(ObjectBox box) {
        return new float[] {
            box.classIndex(),
            (float) box.x(),
            (float) box.y(),
            (float) box.width(),
            (float) box.height(),
            (float) box.angle(),
            (float) box.score()
        };
    }

    /** {@return whether the objects of any image are known} */
    static boolean known(ByteBuffer bytes, int images) {
        FloatBuffer rows = bytes.duplicate().order(bytes.order()).rewind().asFloatBuffer();
        for (int i = 0; i < images; i++) {
            if (rows.get(i * (rows.limit() / images)) != UNKNOWN) {
                return true;
            }
        }
        return false;
    }
}
