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
import io.skysense.checkpoint.archive.Quote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
            return loaded(file, map, sources, progress);
        }
    }

    /**
     * What came of a file of which only a part is the model's.
     *
     * @param origin where the loaded tensors came from
     * @param loaded the names in the model of those that were loaded
     * @param unused the names, as they were mapped, that the model does not have
     */
    public record Overlap(LoadedWeights origin, Set<String> loaded, List<String> unused) {

        /** Copies the collections. */
        public Overlap {
            loaded = Set.copyOf(loaded);
            unused = List.copyOf(unused);
        }
    }

    /**
     * Loads what a file and a model have in common; the rest of the model is not changed.
     *
     * @param path the file, of any format of {@link WeightFormats}
     * @param key the part of it that is wanted, see {@link WeightFormats#open}
     * @param map how its names become the model's
     * @param model weights and buffers by name; none is changed if a tensor of a common name has another kind or shape
     * @param progress is told of the bytes
     * @return what was loaded, and what the model has no place for
     * @throws io.skysense.checkpoint.NameMismatchException if a tensor of a common name has another kind or shape
     * @throws CheckpointException if no name is common, the file cannot be read, or a tensor holds a NaN or an infinity
     */
    public static Overlap loadCommon(Path path, String key, KeyMap map, Map<String, NDArray> model, Progress progress)
            throws CheckpointException {
        try (TensorFile file = WeightFormats.open(path, key)) {
            Map<String, TensorSource> common = new LinkedHashMap<>();
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            List<String> unused = new ArrayList<>();
            map.apply(file.sources()).forEach((name, source) -> {
                if (model.containsKey(name)) {
                    common.put(name, source);
                    arrays.put(name, model.get(name));
                } else {
                    unused.add(name);
                }
            });
            if (common.isEmpty()) {
                throw new CheckpointException(path + ": none of its " + unused.size() + " tensors is of this model"
                        + (unused.isEmpty() ? "" : ": it has " + Quote.of(unused.get(0)) + " for example")
                        + ", the model " + Quote.of(model.keySet().iterator().next()));
            }
            Weights.load(path.toString(), common, arrays, progress);
            return new Overlap(loaded(file, map, common, progress), common.keySet(), unused);
        }
    }

    private static LoadedWeights loaded(
            TensorFile file, KeyMap map, Map<String, TensorSource> sources, Progress progress)
            throws CheckpointException {
        LoadedWeights loaded = new LoadedWeights(
                file.path().toAbsolutePath().normalize().toString(),
                FileDigest.of(file.path(), progress),
                file.key(),
                map.words(),
                sources.size(),
                sources.values().stream().mapToLong(TensorSource::bytes).sum());
        LOG.log(
                System.Logger.Level.INFO,
                () -> loaded.tensors() + " tensors loaded from " + loaded.file() + ", SHA-256 " + loaded.sha256());
        return loaded;
    }
}
