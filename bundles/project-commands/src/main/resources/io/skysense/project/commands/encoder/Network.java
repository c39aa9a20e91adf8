package {{package}};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/** The stages one after the other; the output of each is a level of the pyramid. */
final class {{class}}Network extends NamedBlock implements Encoder {

    private final int bands;
    private final {{class}}Settings settings;
    private final List<{{class}}Stage> stages = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param settings channels of each level
     * @param bands of the image
     * @param precision arithmetic of the products
     */
    {{class}}Network({{class}}Settings settings, int bands, Precision precision) {
        this.bands = bands;
        this.settings = settings;
        int inputs = bands;
        for (int level = 0; level < settings.channels().size(); level++) {
            int outputs = settings.channels().get(level);
            int patch = settings.stride(level) / (level == 0 ? 1 : settings.stride(level - 1));
            stages.add(child("stages." + level, new {{class}}Stage(inputs, outputs, patch, precision)));
            inputs = outputs;
        }
    }

    @Override
    public Block block() {
        return this;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public List<FeatureLevel> levels() {
        List<FeatureLevel> levels = new ArrayList<>();
        for (int level = 0; level < stages.size(); level++) {
            levels.add(new FeatureLevel(settings.channels().get(level), settings.stride(level)));
        }
        return levels;
    }

    @Override
    public int granularity() {
        return settings.stride(stages.size() - 1);
    }

    @Override
    public List<NDArray> forward(NDArray image, boolean training) {
        Shape shape = image.getShape();
        if (shape.dimension() != 4 || shape.get(1) != bands) {
            throw new IllegalArgumentException("image: " + shape + ", expected (B, " + bands + ", H, W)");
        }
        List<NDArray> levels = new ArrayList<>();
        NDArray x = image;
        for ({{class}}Stage stage : stages) {
            x = stage.forward(x, training);
            levels.add(x);
        }
        return levels;
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = new Shape[stages.size()];
        Shape[] x = inputShapes;
        for (int level = 0; level < shapes.length; level++) {
            x = stages.get(level).getOutputShapes(x);
            shapes[level] = x[0];
        }
        return shapes;
    }
}
