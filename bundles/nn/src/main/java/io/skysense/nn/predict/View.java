// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.engine.ops.Resize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to show a model an image.
 *
 * @param flip how it is mirrored; empty for not at all
 * @param scale factor of both sides
 */
record View(Optional<Flip> flip, double scale) {

    /** The image as it is. */
    static final View PLAIN = new View(Optional.empty(), 1);

    /** {@return the views of a test-time augmentation, the smallest images first} */
    static List<View> of(TestTime testTime) {
        List<View> views = new ArrayList<>();
        for (double scale : testTime.scales()) {
            views.add(new View(Optional.empty(), scale));
            testTime.flips().forEach(flip -> views.add(new View(Optional.of(flip), scale)));
        }
        return views;
    }

    /** {@return a side of the image in this view: the nearest multiple of the granularity, at least one of it} */
    int scaled(int side, int granularity) {
        return scale == 1 ? side : Math.toIntExact(Math.max(1, Math.round(side * scale / granularity)) * granularity);
    }

    /** {@return images (B, C, [T,] H, W) resized, then mirrored: the array itself if nothing is to be done} */
    NDArray show(NDArray images, long height, long width) {
        return mirrored(resized(images, height, width));
    }

    /** {@return what was said of this view, (B, K, H, W), mirrored, then resized as the image was before} */
    NDArray back(NDArray said, long height, long width) {
        return resized(mirrored(said), height, width);
    }

    /** {@return an object that was said of this view of (fromH, fromW), where it stands in the image of (height, width)} */
    ObjectBox back(ObjectBox box, int fromH, int fromW, int height, int width) {
        boolean across = flip.isPresent() && flip.get() != Flip.VERTICAL;
        boolean down = flip.isPresent() && flip.get() != Flip.HORIZONTAL;
        double factorX = (double) width / fromW;
        double factorY = (double) height / fromH;
        return new ObjectBox(
                box.classIndex(),
                (across ? fromW - box.x() : box.x()) * factorX,
                (down ? fromH - box.y() : box.y()) * factorY,
                box.width() * factorX,
                box.height() * factorY,
                across != down ? -box.angle() : box.angle(),
                box.score());
    }

    private NDArray mirrored(NDArray x) {
        int across = x.getShape().dimension() - 1;
        if (flip.isEmpty()) {
            return x;
        }
        return switch (flip.get()) {
            case HORIZONTAL -> x.flip(across);
            case VERTICAL -> x.flip(across - 1);
            case BOTH -> x.flip(across - 1, across);
        };
    }

    private static NDArray resized(NDArray x, long height, long width) {
        Shape shape = x.getShape();
        int sides = shape.dimension() - 2;
        if (shape.get(sides) == height && shape.get(sides + 1) == width) {
            return x;
        }
        // The dates of a series are resized as bands are.
        NDArray planes = x.reshape(shape.get(0), -1, shape.get(sides), shape.get(sides + 1));
        Shape resized = shape.slice(0, sides).addAll(new Shape(height, width));
        return Resize.bilinear(planes, height, width, false).reshape(resized);
    }
}
