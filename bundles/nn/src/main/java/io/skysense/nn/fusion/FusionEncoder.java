// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.fusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.nn.Linear;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.TransformerLayer;
import io.skysense.nn.TransformerRules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Joins what the modalities see of one place: a transformer over their tokens and a class token, which alone leaves.
 * Tokens bear no position and no modality, so their order does not matter. The names are the reference's
 * ({@code porj_linear} is the projection).
 */
public final class FusionEncoder extends NamedBlock {

    private static final double EPS = 1e-5;
    private static final Pattern NORM = Pattern.compile("layers\\.\\d+\\.ln[12]\\..*");

    private final int channels;
    private final ParameterRules rules;
    private final Recompute recompute;
    private final Probe probe;
    private final Parameter classToken;
    private final Linear projection;
    private final List<TransformerLayer> layers = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param inputs channels D of a token
     * @param settings its shape
     * @param ladder layers that layer decay counts, at least as many as there are
     * @param frozenFrom layer ids from which on layers are not trained, the class token being 0 and the first layer 1;
     *     0 for none. The projection is trained, whatever its id
     * @param context precision, how layers run in training, and the probe, which is shown {@code in},
     *     {@code porj_linear}, {@code layer0.out} and so on, and {@code cls}
     */
    public FusionEncoder(int inputs, FusionSettings settings, int ladder, int frozenFrom, BuildContext context) {
        channels = settings.embedDims();
        rules = rules(settings, ladder);
        recompute = context.recompute();
        probe = context.probe();
        classToken = parameter("cls_token", Linear.TRANSFORMER, 1, 1, channels);
        projection = child("porj_linear", new Linear(inputs, channels, true, context.precision()));
        for (int i = 0; i < settings.numLayers(); i++) {
            TransformerLayer layer = new TransformerLayer(
                    channels,
                    settings.numHeads(),
                    settings.mlpRatio(),
                    settings.qkvBias(),
                    settings.dropPath(i),
                    EPS,
                    context.precision());
            layers.add(child("layers." + i, layer));
            if (frozenFrom > 0 && i + 1 >= frozenFrom) {
                layer.freezeParameters(true);
            }
        }
    }

    private static ParameterRules rules(FusionSettings settings, int ladder) {
        ParameterRules reference = TransformerRules.of(ladder);
        return settings.decayNorms()
                ? reference
                : new ParameterRules(
                        reference.layers(),
                        reference.layerOf(),
                        name -> reference.decays().test(name)
                                && !NORM.matcher(name).matches());
    }

    /** {@return the optimiser's rules} */
    public ParameterRules rules() {
        return rules;
    }

    /**
     * Joins tokens. One segment is one layer.
     *
     * @param tokens (N, L, D), N places with L tokens each
     * @param training whether stochastic depth is on
     * @return (N, E)
     */
    public NDArray forward(NDArray tokens, boolean training) {
        probe.see("in", tokens);
        NDArray x = first(tokens);
        for (int i = 0; i < layers.size(); i++) {
            TransformerLayer layer = layers.get(i);
            NDArray y = recompute
                    .run(inputs -> layer.forward(inputs, training), layer.inputs(x, training))
                    .head();
            // In training a segment that runs again still needs its input.
            if (!training) {
                x.close();
            }
            x = y;
            probe.see("layer" + i + ".out", x);
        }
        NDArray fused = x.get(":, 0");
        if (!training) {
            x.close();
        }
        probe.see("cls", fused);
        return fused;
    }

    private NDArray first(NDArray tokens) {
        try (NDArray projected = projection.forward(tokens);
                NDArray cls = classToken.getArray().broadcast(tokens.getShape().get(0), 1, channels)) {
            probe.see("porj_linear", projected);
            // A broadcast parameter would stay in the manager of the weights.
            cls.attach(tokens.getManager());
            return NDArrays.concat(new NDList(cls, projected), 1);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), channels)};
    }
}
