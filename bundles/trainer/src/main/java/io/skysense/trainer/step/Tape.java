// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.Recompute;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Runs the segments of a network in training, and remembers how to run them again.
 *
 * <p>With recomputation a segment runs without a graph: its outputs become leaves, and its inner activations are
 * freed at once (Chen et al. 2016). The backward pass goes from the loss to the leaves, then through the segments in
 * reverse, running each again with a graph of its own. Random numbers are the same whether segments are run once or
 * twice, because each is seeded by its place. A segment within a segment is a part of it.
 *
 * <p>While nothing is recorded, segments just run. One thread.
 */
public final class Tape implements Recompute {

    private final boolean recomputes;
    private Recording recording;
    private boolean inSegment;

    /**
     * An idle tape.
     *
     * @param recomputes whether inner activations are dropped and computed again
     */
    public Tape(boolean recomputes) {
        this.recomputes = recomputes;
    }

    private record Entry(UnaryOperator<NDList> segment, NDList inputs, NDList leaves, int firstLeaf, long seed) {}

    @Override
    public NDList run(UnaryOperator<NDList> segment, NDList inputs) {
        if (recording == null || inSegment) {
            return segment.apply(inputs);
        }
        inSegment = true;
        try {
            return recording.run(segment, inputs);
        } finally {
            inSegment = false;
        }
    }

    /**
     * Records a forward pass.
     *
     * @param manager owns what the tape makes; outlives the recording
     * @param seed the source of the segments' seeds
     * @return the recording; the caller closes it
     */
    public Recording record(NDManager manager, long seed) {
        if (recording != null) {
            throw new IllegalStateException("the tape is recording");
        }
        recording = new Recording(manager, seed);
        return recording;
    }

    /** One forward pass with its backward pass. */
    public final class Recording implements AutoCloseable {

        private final NDManager manager;
        private final long seed;
        private final List<Entry> entries = new ArrayList<>();
        private final NDList leaves = new NDList();
        private final NDList upstream = new NDList();
        private final Map<NDArray, NDArray> upstreamOf = new IdentityHashMap<>();
        private int segments;

        private Recording(NDManager manager, long seed) {
            this.manager = manager;
            this.seed = seed;
        }

        private NDList run(UnaryOperator<NDList> segment, NDList inputs) {
            long own = SeededRandom.mix(seed, segments++);
            Torch.seed(own);
            if (!recomputes) {
                return segment.apply(inputs);
            }
            NDList outputs = new NDList();
            try (GradMode off = GradMode.off();
                    NDManager scratch = manager.newSubManager()) {
                NDList aliases = new NDList();
                inputs.forEach(x -> aliases.add(alias(x, scratch)));
                for (NDArray result : segment.apply(aliases)) {
                    NDArray leaf = alias(result, manager);
                    leaf.setRequiresGradient(leaf.getDataType().isFloating());
                    outputs.add(leaf);
                }
            }
            entries.add(new Entry(segment, new NDList(inputs), outputs, leaves.size(), own));
            leaves.addAll(outputs);
            return outputs;
        }

        /**
         * Adds the gradients of a loss that the recorded pass led to.
         *
         * @param loss a scalar
         * @param gradients get them
         */
        public void backward(NDArray loss, Gradients gradients) {
            if (entries.isEmpty()) {
                Autograd.accumulate(loss, gradients.parameters(), gradients.buffers());
                return;
            }
            for (NDArray leaf : leaves) {
                NDArray sum = manager.zeros(leaf.getShape(), leaf.getDataType());
                upstream.add(sum);
                upstreamOf.put(leaf, sum);
            }
            // What lies between segments may be shared by several products, so its graph is kept till the arrays go.
            Autograd.accumulateKeeping(loss, join(gradients.parameters(), leaves), join(gradients.buffers(), upstream));
            inSegment = true;
            try {
                for (int i = entries.size() - 1; i >= 0; i--) {
                    backward(entries.get(i), gradients);
                }
            } finally {
                inSegment = false;
            }
        }

        private void backward(Entry entry, Gradients gradients) {
            try (NDManager scratch = manager.newSubManager()) {
                NDList aliases = new NDList();
                NDList wanted = new NDList();
                NDList into = new NDList();
                NDList bridges = new NDList();
                NDList crossing = new NDList();
                for (NDArray input : entry.inputs()) {
                    NDArray alias = alias(input, scratch);
                    aliases.add(alias);
                    if (Autograd.tracks(input)) {
                        alias.setRequiresGradient(true);
                        wanted.add(alias);
                        NDArray sum = upstreamOf.get(input);
                        if (sum == null) {
                            sum = scratch.zeros(input.getShape(), input.getDataType());
                            bridges.add(input);
                            crossing.add(sum);
                        }
                        into.add(sum);
                    }
                }
                rerun(entry, aliases, join(gradients.parameters(), wanted), join(gradients.buffers(), into));
                if (!bridges.isEmpty()) {
                    NDList before = head(leaves, entry.firstLeaf());
                    NDList sums = head(upstream, entry.firstLeaf());
                    Autograd.accumulateKeeping(
                            bridges, crossing, join(gradients.parameters(), before), join(gradients.buffers(), sums));
                }
            }
            entry.leaves().forEach(leaf -> upstreamOf.get(leaf).close());
        }

        private void rerun(Entry entry, NDList aliases, NDList wanted, NDList into) {
            Torch.seed(entry.seed());
            NDList again = entry.segment().apply(aliases);
            NDList outputs = new NDList();
            NDList given = new NDList();
            for (int i = 0; i < again.size(); i++) {
                if (Autograd.tracks(again.get(i))) {
                    outputs.add(again.get(i));
                    given.add(upstreamOf.get(entry.leaves().get(i)));
                }
            }
            if (!outputs.isEmpty()) {
                Autograd.accumulate(outputs, given, wanted, into);
            }
        }

        @Override
        public void close() {
            recording = null;
        }
    }

    private static NDArray alias(NDArray x, NDManager owner) {
        NDArray alias = Autograd.detach(x);
        alias.attach(owner);
        return alias;
    }

    private static NDList head(NDList list, int size) {
        return new NDList(list.subList(0, size));
    }

    private static NDList join(NDList a, NDList b) {
        return new NDList(a).addAll(b);
    }
}
