// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/** Gives what another program computed, whatever it is asked; keeps what it was asked. */
final class RecordedEncoder implements AnnotatedEncoder {

    private final Block block = new Nothing();
    private final List<FeatureLevel> levels;
    private final int granularity;
    private final int alignment;
    private final int vocabulary;
    private final List<NDArray> outputs;
    final List<NDArray> images = new ArrayList<>();
    final List<Annotation> annotations = new ArrayList<>();

    RecordedEncoder(List<FeatureLevel> levels, int granularity, int alignment, int vocabulary, List<NDArray> outputs) {
        this.levels = levels;
        this.granularity = granularity;
        this.alignment = alignment;
        this.vocabulary = vocabulary;
        this.outputs = outputs;
    }

    private static final class Nothing extends NamedBlock {
        @Override
        public NDList forward(NDList inputs, boolean training) {
            return inputs;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }

    @Override
    public Block block() {
        return block;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public List<FeatureLevel> levels() {
        return levels;
    }

    @Override
    public List<FeatureLevel> annotatedLevels() {
        return levels;
    }

    @Override
    public int vocabularySize() {
        return vocabulary;
    }

    @Override
    public int granularity() {
        return granularity;
    }

    @Override
    public int alignment() {
        return alignment;
    }

    @Override
    public List<NDArray> forward(NDArray image, boolean training) {
        images.add(image.duplicate());
        return outputs.stream().map(NDArray::duplicate).toList();
    }

    @Override
    public List<NDArray> forward(NDArray image, Annotation annotation, boolean training) {
        annotations.add(
                new Annotation(annotation.ids().duplicate(), annotation.hidden().duplicate()));
        return forward(image, training);
    }
}
