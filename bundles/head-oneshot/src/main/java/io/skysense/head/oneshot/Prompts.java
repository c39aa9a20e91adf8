// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The prompts of a run, kept with its weights: {@code prompts.images} (k, C, S, S), normalised, and {@code prompts.labels}
 * (k, S, S), class indices as float32, {@link ClassTable#IGNORE} where nothing is known.
 */
final class Prompts extends NamedBlock {

    private final Parameter images;
    private final Parameter labels;
    private final int size;

    /**
     * Makes room for prompts; there are none before they are loaded.
     *
     * @param shots k
     * @param bands C
     * @param size S
     */
    Prompts(int shots, int bands, int size) {
        this.size = size;
        images = buffer("prompts.images", Parameter.Type.OTHER, Initializer.ZEROS, shots, bands, size, size);
        labels = buffer(
                "prompts.labels", Parameter.Type.OTHER, new ConstantInitializer(ClassTable.IGNORE), shots, size, size);
    }

    /**
     * The prompts.
     *
     * @return those of which a pixel is known; their images are the caller's to close
     * @throws SettingsException if there are none
     */
    List<Prompt> known() {
        List<Prompt> known = new ArrayList<>();
        float[] all = labels.getArray().toFloatArray();
        int pixels = size * size;
        for (int i = 0; i * pixels < all.length; i++) {
            int[] classes = new int[pixels];
            boolean any = false;
            for (int p = 0; p < pixels; p++) {
                classes[p] = (int) all[i * pixels + p];
                any |= classes[p] != ClassTable.IGNORE;
            }
            if (any) {
                known.add(new Prompt(images.getArray().get(i + ":" + (i + 1)), classes));
            }
        }
        if (known.isEmpty()) {
            throw new SettingsException(
                    "head oneshot: the run holds no prompts; `skysense oneshot make` puts them there");
        }
        return known;
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return inputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    /**
     * An image whose labels are known.
     *
     * @param image (1, C, S, S) normalised
     * @param classes S*S class indices, {@link ClassTable#IGNORE} where nothing is known
     */
    record Prompt(NDArray image, int[] classes) {

        /** {@return whether a pixel is of the class} */
        boolean shows(int index) {
            for (int c : classes) {
                if (c == index) {
                    return true;
                }
            }
            return false;
        }
    }
}
