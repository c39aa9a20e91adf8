package {{package}};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.nn.Conv2d;
import io.skysense.nn.ConvModule;
import io.skysense.nn.NamedBlock;
import java.util.List;

/** The weights: levels enlarged to the finest and put side by side, a 3x3 convolution, a classifier. */
final class {{class}}Block extends NamedBlock {

    private final int classes;
    private final ConvModule fuse;
    private final Conv2d classifier;

    /**
     * Makes the block.
     *
     * @param levels C_i of each level
     * @param channels of the convolution
     * @param classes K
     * @param precision arithmetic of the products
     */
    {{class}}Block(List<Integer> levels, int channels, int classes, Precision precision) {
        this.classes = classes;
        int inputs = levels.stream().mapToInt(Integer::intValue).sum();
        fuse = child("fuse", new ConvModule(inputs, channels, 3, precision));
        classifier = child("conv_seg", new Conv2d(channels, classes, 1, 1, 0, precision));
    }

    /**
     * Scores classes.
     *
     * @param levels (B, C_i, H_i, W_i), fine to coarse
     * @param training whether the batch's own statistics are used
     * @return (B, K, H_0, W_0)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        // What only the forward pass needs is closed: arrays live outside of the Java heap.
        try (NDArray fused = fuse.pyramid(levels, false, training)) {
            return new NDList(classifier.forward(fused));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), classes, x.get(2), x.get(3))};
    }
}
