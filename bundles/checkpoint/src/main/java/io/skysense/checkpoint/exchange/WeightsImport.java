// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import ai.djl.ndarray.NDArray;
import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.FileDigest;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.Weights;
import java.nio.file.Path;
import java.util.Map;

/** Loads weights of other tools into a model, without holding more than one tensor beside it. */
public final class WeightsImport {

    private static final System.Logger LOG = System.getLogger(WeightsImport.class.getName());

    private WeightsImport() {}

    /**
     * Loads a file.
     *
     * @param path the file, of any format of {@link WeightFormats}
     * @param key the part of it that is wanted, see {@link WeightFormats#open}
     * @param map how its names become the model's
     * @param model weights and buffers by name; none is changed if a name, kind or shape differs. To load a part of a
     *     model, give its arrays alone
     * @param progress is told of the bytes
     * @return where the weights came from, to be kept with the model; it is logged too
     * @throws io.skysense.checkpoint.NameMismatchException if the file is of another model; has the full report
     * @throws CheckpointException if the file cannot be read, or a tensor holds a NaN or an infinity
     */
    public static LoadedWeights load(Path path, String key, KeyMap map, Map<String, NDArray> model, Progress progress)
            throws CheckpointException {
        try (TensorFile file = WeightFormats.open(path, key)) {
            Map<String, TensorSource> sources = map.apply(file.sources());
            Weights.load(path.toString(), sources, model, progress);
            long bytes =
                    sources.values().stream().mapToLong(TensorSource::bytes).sum();
            LoadedWeights loaded = new LoadedWeights(
                    path.toAbsolutePath().normalize().toString(),
                    FileDigest.of(path, progress),
                    file.key(),
                    map.words(),
                    sources.size(),
                    bytes);
            LOG.log(
                    System.Logger.Level.INFO,
                    () -> loaded.tensors() + " tensors loaded from " + loaded.file() + ", SHA-256 " + loaded.sha256());
            return loaded;
        }
    }
}
