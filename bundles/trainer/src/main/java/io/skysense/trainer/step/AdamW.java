// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.train.OptimizerSettings;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Foreach;
import io.skysense.engine.ops.Foreach.AdamGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter 2019), fused, one call for each group of parameters that share rate and decay.
 *
 * <p>A parameter of layer i of n has the rate {@code lr * layerDecay^(n-1-i)} (Bao et al. 2021, BEiT).
 */
public final class AdamW implements AutoCloseable {

    private final OptimizerSettings settings;
    private final NDManager manager;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private final Map<String, NDArray> counts = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();

    private record Key(int layer, boolean decays) {}

    private record Group(AdamGroup arrays, double scale, double weightDecay) {}

    /**
     * Allocates the moments, all zero.
     *
     * @param settings rates and decays
     * @param rules layer and decay of each parameter
     * @param trained the parameters by full name
     * @param gradients their gradients
     */
    public AdamW(OptimizerSettings settings, ParameterRules rules, Map<String, NDArray> trained, Gradients gradients) {
        this.settings = settings;
        this.manager = Torch.newManager(trained.values().iterator().next().getDevice());
        try {
            manager.setName("optimizer");
            trained.forEach((name, array) -> {
                first.put(name, manager.zeros(array.getShape(), array.getDataType()));
                second.put(name, manager.zeros(array.getShape(), array.getDataType()));
                counts.put(name, manager.zeros(new Shape()));
            });
            group(rules, trained, gradients);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private void group(ParameterRules rules, Map<String, NDArray> trained, Gradients gradients) {
        Map<Key, List<String>> names = new LinkedHashMap<>();
        for (String name : trained.keySet()) {
            int layer = rules.layerOf().applyAsInt(name);
            if (layer < 0 || layer >= rules.layers()) {
                throw new IllegalArgumentException(
                        name + ": layer " + layer + " of " + rules.layers() + "; ids run from 0 to layers-1");
            }
            names.computeIfAbsent(new Key(layer, decays(rules, name)), k -> new ArrayList<>())
                    .add(name);
        }
        names.forEach((key, members) -> groups.add(new Group(
                new AdamGroup(
                        list(members, trained),
                        members.stream().map(gradients::of).collect(NDList::new, NDList::add, NDList::addAll),
                        list(members, first),
                        list(members, second),
                        list(members, counts)),
                StrictMath.pow(settings.layerDecay(), rules.layers() - 1 - key.layer()),
                key.decays() ? settings.weightDecay() : 0)));
    }

    private boolean decays(ParameterRules rules, String name) {
        return rules.decays().test(name) && settings.noDecay().stream().noneMatch(name::contains);
    }

    private static NDList list(List<String> names, Map<String, NDArray> arrays) {
        return names.stream().map(arrays::get).collect(NDList::new, NDList::add, NDList::addAll);
    }

    /**
     * Updates every parameter.
     *
     * @param factor what the schedule makes of the base rate
     */
    public void step(double factor) {
        try (GradMode off = GradMode.off()) {
            for (Group group : groups) {
                Foreach.adamW(
                        group.arrays(),
                        settings.lr() * factor * group.scale(),
                        settings.betas().get(0),
                        settings.betas().get(1),
                        group.weightDecay(),
                        settings.eps());
            }
        }
    }

    /** {@return the running mean of each gradient, by parameter name} */
    public Map<String, NDArray> firstMoments() {
        return Collections.unmodifiableMap(first);
    }

    /** {@return the running mean of each squared gradient, by parameter name} */
    public Map<String, NDArray> secondMoments() {
        return Collections.unmodifiableMap(second);
    }

    /**
     * Says how many updates the moments stand for, after they were restored.
     *
     * @param steps updates done
     */
    public void restoreCount(long steps) {
        try (GradMode off = GradMode.off();
                NDManager scratch = manager.newSubManager()) {
            NDList all = new NDList(counts.values());
            NDArray done = scratch.create((float) steps);
            Foreach.copy(all, new NDList(Collections.nCopies(all.size(), done)));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
