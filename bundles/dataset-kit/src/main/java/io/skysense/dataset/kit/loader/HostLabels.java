// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.dataset.kit.transform.View;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What is known of the samples of a batch, in the shape that {@link LabelKind} gives for labels. Classes of pixels are
 * one unsigned byte each; all else is float32.
 *
 * @param kind what
 * @param shape B first
 * @param bytes direct, in the machine's byte order, from position 0 to the limit; valid until the batch is closed
 */
public record HostLabels(LabelKind kind, List<Integer> shape, ByteBuffer bytes) {

    /** Copies the list. */
    public HostLabels {
        shape = List.copyOf(shape);
    }

    /** {@return whether anything is known: a loss over nothing is not a number} */
    public boolean known() {
        if (kind == LabelKind.OBJECTS) {
            // An image without objects is known; one of class -1 is not.
            return BoxRows.known(bytes, shape.get(0));
        }
        if (kind == LabelKind.PIXEL_CLASSES) {
            for (int i = 0; i < bytes.limit(); i++) {
                if ((bytes.get(i) & 0xff) != ClassTable.IGNORE) {
                    return true;
                }
            }
            return false;
        }
        FloatBuffer values = bytes.duplicate().order(bytes.order()).rewind().asFloatBuffer();
        for (int i = 0; i < values.limit(); i++) {
            if (!Float.isNaN(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Writes the labels of views of one size. */
    static HostLabels of(LabelKind kind, List<View> views, DatasetTable table, LongFunction<ByteBuffer> take) {
        if (kind == LabelKind.OBJECTS) {
            return BoxRows.of(views, take);
        }
        int height = views.get(0).height();
        int width = views.get(0).width();
        int samples = views.size();
        int classes = table.classes().size();
        int quantities = table.quantities().size();
        List<Integer> shape = switch (kind) {
            case PIXEL_CLASSES -> List.of(samples, height, width);
            case PIXEL_VALUES -> List.of(samples, quantities, height, width);
            case IMAGE_CLASSES -> List.of(samples, classes);
            case IMAGE_VALUES -> List.of(samples, quantities);
            case OBJECTS -> throw new IllegalStateException("objects are no grid");
        };
        int each = Math.toIntExact(
                shape.stream().skip(1).mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
        int unit = kind == LabelKind.PIXEL_CLASSES ? 1 : Float.BYTES;
        ByteBuffer bytes = take.apply((long) samples * each * unit);
        FloatBuffer values = bytes.asFloatBuffer();
        for (int i = 0; i < samples; i++) {
            View view = views.get(i);
            switch (kind) {
                case PIXEL_CLASSES -> view.label(bytes, i * each);
                case PIXEL_VALUES -> view.values(quantities, values, i * each);
                case IMAGE_CLASSES -> view.shares(classes, values, i * each);
                case IMAGE_VALUES -> view.means(quantities, values, i * each);
                case OBJECTS -> throw new IllegalStateException("objects are no grid");
            }
        }
        return new HostLabels(kind, shape, bytes);
    }
}
