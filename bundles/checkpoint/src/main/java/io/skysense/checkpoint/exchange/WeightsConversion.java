// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.FileDigest;
import io.skysense.checkpoint.SafetensorsWriter;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Writes the weights of any file as safetensors, tensor by tensor.
 *
 * @param in the file
 * @param map how names change
 * @param floats the type that floating-point tensors get: F64, F32, F16 or BF16; empty to keep theirs
 * @param keepNonFinite whether NaN and infinities are copied; otherwise they are an error
 */
public record WeightsConversion(TensorFile in, KeyMap map, Optional<ElementType> floats, boolean keepNonFinite) {

    /**
     * What was written.
     *
     * @param tensors how many
     * @param bytes their size
     * @param sourceSha256 the digest of the file they came from; kept in the new file too
     * @param digest the digest that the new file states of itself
     */
    public record Result(int tensors, long bytes, String sourceSha256, String digest) {}

    /**
     * Writes a file, replacing what was there; complete or not at all.
     *
     * @param out the file; its folder exists
     * @param progress is told of the bytes, in the stage {@code convert}
     * @return what was written
     * @throws CheckpointException if a tensor cannot be read, holds a NaN or does not fit the type, if a rule does not
     *     fit, or the file cannot be written; nothing has changed then
     * @throws CancellationException if the progress asks to stop; nothing has changed then
     */
    public Result write(Path out, Progress progress) throws CheckpointException {
        String where = in.path().toString();
        Map<String, TensorSource> mapped;
        try {
            mapped = map.apply(in.sources());
        } catch (CheckpointException e) {
            throw new CheckpointException(where + ": " + e.getMessage(), e);
        }
        String sha256 = FileDigest.of(in.path(), progress);
        Map<String, String> metadata = new TreeMap<>(Map.of(
                "format",
                "pt",
                "skysense.source.file",
                in.path().getFileName().toString(),
                "skysense.source.sha256",
                sha256));
        if (!in.key().isEmpty()) {
            metadata.put("skysense.source.key", in.key());
        }
        if (!map.rules().isEmpty()) {
            metadata.put("skysense.source.rules", String.join(" ", map.words()));
        }
        List<TensorSource> tensors = tensors(mapped, where, progress);
        long bytes = tensors.stream().mapToLong(TensorSource::bytes).sum();
        progress.begin("convert", bytes);
        String digest = SafetensorsWriter.write(out, metadata, tensors);
        progress.end();
        return new Result(tensors.size(), bytes, sha256, digest);
    }

    private List<TensorSource> tensors(Map<String, TensorSource> mapped, String where, Progress progress)
            throws CheckpointException {
        List<TensorSource> tensors = new ArrayList<>();
        long[] done = new long[1];
        for (TensorSource tensor : mapped.values()) {
            if (tensor.name().equals("__metadata__")) {
                throw new CheckpointException(
                        where + ": a tensor has the name __metadata__, which safetensors reserves");
            }
            TensorSource checked = keepNonFinite ? tensor : tensor.finite(where);
            TensorSource converted = floats.map(checked::to).orElse(checked);
            tensors.add(new TensorSource(
                    converted.name(), converted.type(), converted.shape(), counted(converted, done, progress)));
        }
        return tensors;
    }

    private static TensorSource.Content counted(TensorSource tensor, long[] done, Progress progress) {
        return sink -> tensor.content().writeTo(part -> {
            done[0] += part.remaining();
            sink.write(part);
            progress.update(done[0], Map.of());
            if (progress.cancelled()) {
                throw new CancellationException("stopped while " + tensor.name() + " was converted");
            }
        });
    }
}
