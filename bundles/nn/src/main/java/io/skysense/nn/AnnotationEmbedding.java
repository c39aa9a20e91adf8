// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Annotation;
import io.skysense.engine.ops.Annotations;

/**
 * Turns annotations into tokens, and puts them beside those of their images (SkySense++, 2025).
 *
 * <p>Parameters {@code mask_token} (1, 1, C), which stands in for what is hidden, {@code vocabulary_token} (V+1, C), one
 * row an id, and {@code vocabulary_weight} (1, p*p), whose softmax weighs the pixels of a patch.
 */
public final class AnnotationEmbedding extends NamedBlock {

    private final int vocabulary;
    private final int channels;
    private final int patch;
    private final Parameter mask;
    private final Parameter tokens;
    private final Parameter weight;

    /**
     * Makes the block.
     *
     * @param vocabulary V
     * @param channels C
     * @param patch side of a patch in pixels, p
     */
    public AnnotationEmbedding(int vocabulary, int channels, int patch) {
        this.vocabulary = vocabulary;
        this.channels = channels;
        this.patch = patch;
        mask = parameter("mask_token", Linear.TRANSFORMER, 1, 1, channels);
        tokens = parameter("vocabulary_token", Linear.TRANSFORMER, vocabulary + 1L, channels);
        weight = parameter("vocabulary_weight", Initializer.ZEROS, 1, (long) patch * patch);
    }

    /**
     * Refuses annotations that do not fit their image.
     *
     * @param annotation the annotation
     * @param image shape of the image, (B, bands, H, W), H and W multiples of a patch
     * @throws IllegalArgumentException for an array of another shape or type, and for ids outside of 0..V
     */
    public void check(Annotation annotation, Shape image) {
        Shape expected = new Shape(image.get(0), image.get(2), image.get(3));
        NDArray ids = annotation.ids();
        require(
                ids.getShape().equals(expected) && ids.getDataType() == DataType.INT64,
                "annotation.ids: " + describe(ids) + ", expected " + expected + " int64, the size of the image");
        NDArray hidden = annotation.hidden();
        long rows = image.get(2) / patch;
        long columns = image.get(3) / patch;
        Shape given = hidden.getShape();
        require(
                given.dimension() == 3
                        && given.size() > 0
                        && given.get(0) == image.get(0)
                        && rows % given.get(1) == 0
                        && columns % given.get(2) == 0
                        && hidden.getDataType() == DataType.FLOAT32,
                "annotation.hidden: " + describe(hidden) + ", expected (" + image.get(0)
                        + ", h, w) float32 with h a divisor of " + rows + " and w of " + columns
                        + ", the tokens of the image");
        try (NDArray least = ids.min();
                NDArray most = ids.max()) {
            long low = least.getLong();
            long high = most.getLong();
            require(
                    low >= 0 && high <= vocabulary,
                    "annotation.ids: " + low + " to " + high + ", expected 0 to vocabulary_size, " + vocabulary);
        }
    }

    /**
     * Embeds.
     *
     * @param ids (B, H, W) int64 in 0..V
     * @return (B, H/p, W/p, C)
     */
    public NDArray forward(NDArray ids) {
        return Annotations.tokens(ids, tokens.getArray(), weight.getArray(), patch);
    }

    /**
     * Puts annotations at the right of their images.
     *
     * @param image (B, h, w, C)
     * @param annotation (B, h, w, C), what {@link #forward(NDArray)} gave
     * @param hidden (B, m, n) float32, 1 where the annotation is hidden; m divides h, n divides w
     * @return (B, h, 2w, C)
     */
    public NDArray beside(NDArray image, NDArray annotation, NDArray hidden) {
        return Annotations.beside(image, annotation, hidden, mask.getArray());
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape ids = inputShapes[0];
        return new Shape[] {new Shape(ids.get(0), ids.get(1) / patch, ids.get(2) / patch, channels)};
    }

    private static String describe(NDArray array) {
        return array.getShape() + " " + array.getDataType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
