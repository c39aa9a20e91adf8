// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.skysense.api.model.Precision;
import io.skysense.api.model.ProductWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A block whose parameters are named by dotted paths, as PyTorch names them: {@code norm1.weight}.
 *
 * <p>Every parameter has its shape and its initialiser from the start, and none is allocated before it is
 * initialised. Buffers, which are saved but not trained, are parameters that need no gradient.
 */
public abstract class NamedBlock extends AbstractBaseBlock implements ProductWeights {

    private final ParameterList direct = new ParameterList();
    private final BlockList children = new BlockList();
    private final List<Parameter> products = new ArrayList<>();

    /** For subclasses, which add parameters and children in their constructors. */
    protected NamedBlock() {}

    /**
     * Adds a parameter.
     *
     * @param name its name in this block
     * @param initializer fills it
     * @param shape its shape
     * @return the parameter
     */
    protected final Parameter parameter(String name, Initializer initializer, long... shape) {
        return add(name, initializer, Parameter.Type.OTHER, true, shape);
    }

    /**
     * Adds the weight of a product, which is used in nothing else.
     *
     * @param name its name in this block
     * @param precision arithmetic of the product
     * @param initializer fills it
     * @param shape its shape
     * @return the parameter
     */
    protected final Parameter productWeight(String name, Precision precision, Initializer initializer, long... shape) {
        Parameter weight = parameter(name, initializer, shape);
        if (precision == Precision.BF16) {
            products.add(weight);
        }
        return weight;
    }

    @Override
    public final List<Parameter> productWeights() {
        return List.copyOf(products);
    }

    /**
     * Adds a buffer.
     *
     * @param name its name in this block
     * @param type what it holds
     * @param initializer fills it
     * @param shape its shape
     * @return the parameter that stands for it, which needs no gradient
     */
    protected final Parameter buffer(String name, Parameter.Type type, Initializer initializer, long... shape) {
        return add(name, initializer, type, false, shape);
    }

    /**
     * Adds a child.
     *
     * @param path its name in this block; may have dots, and if empty, its names are taken as they are
     * @param block the child
     * @param <B> its class
     * @return the child
     */
    protected final <B extends Block> B child(String path, B block) {
        children.add(path, block);
        return block;
    }

    /**
     * Runs the block.
     *
     * @param inputs what its class says
     * @param training whether dropout and batch statistics are on
     * @return what its class says
     */
    public abstract NDList forward(NDList inputs, boolean training);

    /**
     * Takes parameters out of training: they need no gradient, and are saved with the buffers.
     *
     * @param which says it of a dotted path
     */
    public final void freeze(Predicate<String> which) {
        getParameters().forEach(p -> {
            if (which.test(p.getKey())) {
                p.getValue().freeze(true);
            }
        });
    }

    /** {@return the children by path, in the order in which they were added} */
    @Override
    public final BlockList getChildren() {
        return children;
    }

    /** {@return the parameters of this block itself} */
    @Override
    public final ParameterList getDirectParameters() {
        return direct;
    }

    /** {@return all parameters by dotted path: this block's own, then those of each child} */
    @Override
    public final ParameterList getParameters() {
        ParameterList all = new ParameterList();
        direct.forEach(p -> all.add(p.getKey(), p.getValue()));
        children.forEach(child ->
                child.getValue().getParameters().forEach(p -> all.add(join(child.getKey(), p.getKey()), p.getValue())));
        return all;
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        return forward(inputs, training);
    }

    @Override
    protected final void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        // Shapes are fixed at construction, so a child needs no input shape of its own.
        children.forEach(child -> child.getValue().initialize(manager, type, inputShapes));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Parameter add(String name, Initializer initializer, Parameter.Type type, boolean trained, long... shape) {
        Parameter parameter = Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(shape))
                .optInitializer(initializer)
                .optRequiresGrad(trained)
                .build();
        direct.add(name, parameter);
        return parameter;
    }
}
