// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One rule of a {@link KeyMap}: what becomes of a tensor's name, or of the tensor. */
public sealed interface KeyRule {

    /**
     * Applies the rule.
     *
     * @param tensor any tensor
     * @return what becomes of it; empty if it is dropped
     * @throws CheckpointException if the rule is for it, but does not fit its shape; names tensor and shapes
     */
    Optional<TensorSource> apply(TensorSource tensor) throws CheckpointException;

    /**
     * Takes a beginning off the names that have it: {@code strip=module.}
     *
     * @param prefix the beginning
     */
    record Strip(String prefix) implements KeyRule {
        @Override
        public Optional<TensorSource> apply(TensorSource tensor) {
            boolean has = tensor.name().startsWith(prefix) && tensor.name().length() > prefix.length();
            return Optional.of(has ? tensor.named(tensor.name().substring(prefix.length())) : tensor);
        }

        @Override
        public String toString() {
            return "strip=" + prefix;
        }
    }

    /**
     * Puts a beginning before every name: {@code add=backbone_s2.}
     *
     * @param prefix the beginning
     */
    record Add(String prefix) implements KeyRule {
        @Override
        public Optional<TensorSource> apply(TensorSource tensor) {
            return Optional.of(tensor.named(prefix + tensor.name()));
        }

        @Override
        public String toString() {
            return "add=" + prefix;
        }
    }

    /**
     * Replaces a part of names wherever it stands: {@code replace=.Wqkv.:.in_proj_}
     *
     * @param from the part
     * @param to what stands there afterwards
     */
    record Replace(String from, String to) implements KeyRule {
        @Override
        public Optional<TensorSource> apply(TensorSource tensor) {
            return Optional.of(tensor.named(tensor.name().replace(from, to)));
        }

        @Override
        public String toString() {
            return "replace=" + from + ":" + to;
        }
    }

    /**
     * Leaves out the tensors whose names contain a part: {@code drop=relative_position_index}
     *
     * @param part the part
     */
    record Drop(String part) implements KeyRule {
        @Override
        public Optional<TensorSource> apply(TensorSource tensor) {
            return tensor.name().contains(part) ? Optional.empty() : Optional.of(tensor);
        }

        @Override
        public String toString() {
            return "drop=" + part;
        }
    }

    /**
     * Keeps some input bands of a convolution (O, I, kH, kW), scaled by I over their number, so that the sum over bands
     * keeps its size: {@code bands=patch_embed.projection.weight:0,1,2,6}
     *
     * @param name the convolution's weight, or the end of its name after a dot
     * @param bands the input channels to keep, in order
     */
    record Bands(String name, List<Integer> bands) implements KeyRule {

        /** Copies the list. */
        public Bands {
            bands = List.copyOf(bands);
        }

        @Override
        public Optional<TensorSource> apply(TensorSource tensor) throws CheckpointException {
            return Optional.of(isNamed(tensor, name) ? BandSelection.of(tensor, bands) : tensor);
        }

        @Override
        public String toString() {
            return "bands=" + name + ":"
                    + String.join(",", bands.stream().map(String::valueOf).toList());
        }
    }

    /**
     * Resizes a position embedding (1, N, C) of a square grid bicubically (a = -0.75, align_corners false):
     * {@code grid=pos_embed:8x8}
     *
     * @param name the embedding, or the end of its name after a dot
     * @param height rows of the new grid
     * @param width columns of the new grid
     */
    record Grid(String name, int height, int width) implements KeyRule {
        @Override
        public Optional<TensorSource> apply(TensorSource tensor) throws CheckpointException {
            return Optional.of(isNamed(tensor, name) ? PositionGrid.resize(tensor, height, width) : tensor);
        }

        @Override
        public String toString() {
            return "grid=" + name + ":" + height + "x" + width;
        }
    }

    /**
     * Reads a rule.
     *
     * @param text as in the examples of the kinds of rules
     * @return the rule
     * @throws IllegalArgumentException if it is none; the message lists the kinds
     */
    static KeyRule parse(String text) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? "" : text.substring(0, equals);
        String value = text.substring(equals + 1);
        int colon = value.lastIndexOf(':');
        String left = colon < 0 ? "" : value.substring(0, colon);
        String right = value.substring(colon + 1);
        if (kind.equals("strip") && !value.isEmpty()) {
            return new Strip(value);
        } else if (kind.equals("add") && !value.isEmpty()) {
            return new Add(value);
        } else if (kind.equals("drop") && !value.isEmpty()) {
            return new Drop(value);
        } else if (kind.equals("replace") && !left.isEmpty()) {
            return new Replace(left, right);
        } else if (kind.equals("bands") && !left.isEmpty() && right.matches("\\d{1,4}(,\\d{1,4})*")) {
            return new Bands(
                    left, Arrays.stream(right.split(",")).map(Integer::valueOf).toList());
        } else if (kind.equals("grid") && !left.isEmpty() && right.matches("[1-9]\\d{0,3}x[1-9]\\d{0,3}")) {
            String[] sides = right.split("x");
            return new Grid(left, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
        throw new IllegalArgumentException("'" + text + "' is no rule; rules are strip=PREFIX, add=PREFIX, drop=PART,"
                + " replace=FROM:TO, bands=NAME:I,J,... and grid=NAME:HxW");
    }

    private static boolean isNamed(TensorSource tensor, String name) {
        return tensor.name().equals(name) || tensor.name().endsWith("." + name);
    }
}
