// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * How two weight files differ.
 *
 * @param onlyInFirst names that the second lacks
 * @param onlyInSecond names that the first lacks
 * @param tensors those of both, in the order of the first
 */
public record WeightsDifference(List<String> onlyInFirst, List<String> onlyInSecond, List<Row> tensors) {

    /** Copies the lists. */
    public WeightsDifference {
        onlyInFirst = List.copyOf(onlyInFirst);
        onlyInSecond = List.copyOf(onlyInSecond);
        tensors = List.copyOf(tensors);
    }

    /**
     * One tensor of both files.
     *
     * @param name its name
     * @param first type and shape in the first
     * @param second type and shape in the second
     * @param comparable whether the shapes agree
     * @param absolute greatest absolute difference; NaN where one has a NaN that the other lacks, or nothing is
     *     comparable
     * @param relative that, as a share of the greatest magnitude in the first
     */
    public record Row(String name, String first, String second, boolean comparable, double absolute, double relative) {

        /**
         * Whether it counts as equal.
         *
         * @param tolerance greatest relative difference
         * @return whether shapes agree and values do within the tolerance; types may differ
         */
        public boolean equal(double tolerance) {
            return comparable && (absolute == 0 || relative <= tolerance);
        }
    }

    /**
     * Compares two files tensor by tensor; the larger of two tensors is what is held in memory.
     *
     * @param first a file
     * @param second another
     * @param progress is told of the bytes of the first, in the stage {@code compare}
     * @return how they differ
     * @throws CheckpointException if a tensor cannot be read
     * @throws CancellationException if the progress asks to stop
     */
    public static WeightsDifference of(TensorFile first, TensorFile second, Progress progress)
            throws CheckpointException {
        Map<String, TensorSource> others = second.sources();
        List<String> onlyInFirst = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        progress.begin(
                "compare",
                first.sources().values().stream().mapToLong(TensorSource::bytes).sum());
        long done = 0;
        for (TensorSource tensor : first.sources().values()) {
            TensorSource other = others.get(tensor.name());
            if (other == null) {
                onlyInFirst.add(tensor.name());
            } else {
                rows.add(row(first, tensor, other));
            }
            done += tensor.bytes();
            progress.update(done, Map.of());
            if (progress.cancelled()) {
                throw new CancellationException("stopped while weights were compared");
            }
        }
        progress.end();
        List<String> onlyInSecond = others.keySet().stream()
                .filter(name -> !first.sources().containsKey(name))
                .toList();
        return new WeightsDifference(onlyInFirst, onlyInSecond, rows);
    }

    /**
     * Whether nothing differs.
     *
     * @param tolerance greatest relative difference
     * @return whether names agree, and every tensor does within the tolerance
     */
    public boolean equal(double tolerance) {
        return onlyInFirst.isEmpty()
                && onlyInSecond.isEmpty()
                && tensors.stream().allMatch(row -> row.equal(tolerance));
    }

    private static Row row(TensorFile file, TensorSource a, TensorSource b) throws CheckpointException {
        if (!a.shape().equals(b.shape())) {
            return new Row(a.name(), a.describe(), b.describe(), false, Double.NaN, Double.NaN);
        }
        try {
            ValueDifference difference = new ValueDifference(a, b);
            difference.run();
            return new Row(a.name(), a.describe(), b.describe(), true, difference.absolute(), difference.relative());
        } catch (IOException e) {
            throw CheckpointException.of(file.path(), "cannot be read", e);
        }
    }

    /** One tensor in memory, the other streamed past it. */
    private static final class ValueDifference {

        private static final int PIECE = 1 << 22;

        private final TensorSource a;
        private final TensorSource b;
        private final List<ByteBuffer> pieces = new ArrayList<>();
        private double greatest;
        private double absolute;
        private long at;

        ValueDifference(TensorSource a, TensorSource b) {
            this.a = a;
            this.b = b;
        }

        void run() throws IOException {
            a.content().writeTo(this::keep);
            b.content().writeTo(this::compare);
            pieces.clear();
        }

        double absolute() {
            return absolute;
        }

        double relative() {
            return absolute == 0 ? 0 : absolute / greatest;
        }

        private void keep(ByteBuffer part) {
            while (part.hasRemaining()) {
                ByteBuffer last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
                if (last == null || !last.hasRemaining()) {
                    last = ByteBuffer.allocate(PIECE).order(java.nio.ByteOrder.LITTLE_ENDIAN);
                    pieces.add(last);
                }
                int count = Math.min(last.remaining(), part.remaining());
                last.put(part.slice(part.position(), count));
                part.position(part.position() + count);
            }
        }

        private void compare(ByteBuffer part) {
            ByteBuffer in = part.slice().order(java.nio.ByteOrder.LITTLE_ENDIAN);
            int perPiece = PIECE / a.type().bytes();
            int count = in.remaining() / b.type().bytes();
            for (int i = 0; i < count; i++, at++) {
                double x = a.number(pieces.get((int) (at / perPiece)), (int) (at % perPiece));
                double y = b.number(in, i);
                greatest = Double.isFinite(x) ? Math.max(greatest, Math.abs(x)) : greatest;
                boolean same = x == y || Double.isNaN(x) && Double.isNaN(y);
                absolute = same ? absolute : Math.max(absolute, Math.abs(x - y));
            }
            part.position(part.limit());
        }
    }
}
