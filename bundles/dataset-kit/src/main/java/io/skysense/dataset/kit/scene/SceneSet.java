// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.config.Settings;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a dataset of made scenes in the reference's layout: HR images, Sentinel-2 and Sentinel-1 series, labels, tree
 * cover density, houses, list files. The same options give the same bytes.
 */
public final class SceneSet {

    /** The dataset's name, and that of its folder. */
    public static final String NAME = "demo";

    /** Metres of an HR pixel. */
    public static final double GSD = 0.625;

    /** HR pixels along a side of a Sentinel pixel, which are {@code FACTOR * GSD} = 10 m. */
    public static final int FACTOR = 16;

    /** Written last: a folder with it is complete. */
    private static final String MANIFEST = "scenes.json";

    /** Counts what sets have been made of: one of an earlier kind is replaced. */
    private static final String CONTENT = "2";

    private final SceneOptions options;
    private final Progress progress;

    private SceneSet(SceneOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Makes the set, or finds it made. It appears under its name only when it is complete; a set of other options
     * that stands there is replaced.
     *
     * @param parent where the folder {@value #NAME} is to be; made if it is missing
     * @param options which scenes
     * @param progress watches; one unit a scene
     * @return the dataset's folder
     * @throws InterruptedIOException if {@code progress} is cancelled; nothing is left then
     * @throws IOException if it cannot be written, another process is making it, or something that is no made set
     *     stands in its place
     */
    public static Path make(Path parent, SceneOptions options, Progress progress) throws IOException {
        SceneSet set = new SceneSet(options, progress);
        String text = Settings.of(options).with("content", CONTENT).toJson() + "\n";
        return new MadeFolder(parent, NAME, MANIFEST).make(text, set::write);
    }

    private void write(Path part) throws IOException {
        for (String sub :
                List.of(SceneFiles.IMAGES, SceneFiles.S2, SceneFiles.S1, SceneFiles.LABELS, SceneFiles.TREES)) {
            Files.createDirectories(part.resolve(sub));
        }
        SceneFiles files = new SceneFiles(part, options);
        progress.begin("make scenes", (long) options.train() + options.validation());
        List<Map<String, Object>> train = new ArrayList<>();
        List<Map<String, Object>> validation = new ArrayList<>();
        for (int scene = 0; scene < options.train() + options.validation(); scene++) {
            if (progress.cancelled()) {
                throw new InterruptedIOException("making scenes was cancelled");
            }
            (scene < options.train() ? train : validation).add(files.write(scene));
            progress.update(scene + 1L, Map.of());
        }
        SceneFiles.writeList(part.resolve(NAME + "_train.json"), train);
        SceneFiles.writeList(part.resolve(NAME + "_val.json"), validation);
        progress.end();
    }
}
