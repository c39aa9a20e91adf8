package {{package}};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.nn.Conv2d;
import io.skysense.nn.ConvModule;
import io.skysense.nn.NamedBlock;

/** The weights of one level: a convolution that takes patches together, and a 3x3 convolution. */
final class {{class}}Stage extends NamedBlock {

    private final Conv2d reduce;
    private final ConvModule mix;

    /**
     * Makes the block.
     *
     * @param inputs channels in
     * @param outputs channels out
     * @param patch side of a patch
     * @param precision arithmetic of the products
     */
    {{class}}Stage(int inputs, int outputs, int patch, Precision precision) {
        reduce = child("reduce", new Conv2d(inputs, outputs, patch, patch, 0, precision));
        mix = child("mix", new ConvModule(outputs, outputs, 3, precision));
    }

    /**
     * Computes a level.
     *
     * @param x (B, inputs, H, W)
     * @param training whether the batch's own statistics are used
     * @return (B, outputs, H/patch, W/patch)
     */
    NDArray forward(NDArray x, boolean training) {
        // What only the forward pass needs is closed: arrays live outside of the Java heap.
        try (NDArray reduced = reduce.forward(x)) {
            return mix.forward(reduced, training);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return mix.getOutputShapes(reduce.getOutputShapes(inputShapes));
    }
}
