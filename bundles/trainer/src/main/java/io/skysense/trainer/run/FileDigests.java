// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.FileDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of the files that a run reads: with others it is another experiment. */
final class FileDigests {

    private FileDigests() {}

    /** {@return SHA-256 by absolute path} */
    static Map<String, String> of(List<Path> files) throws CheckpointException {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : files) {
            digests.put(path(file), FileDigest.of(file, Progress.NONE));
        }
        return digests;
    }

    /** {@return the path that a file has among digests} */
    static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** {@return a line for each list that is no longer as the run began with it} */
    static List<String> changes(Map<String, String> before, List<Path> lists) throws CheckpointException {
        List<String> lines = new ArrayList<>();
        Map<String, String> now = of(lists);
        before.forEach((path, digest) -> {
            if (!digest.equals(now.get(path))) {
                lines.add(path + ": has changed since the run began; it goes on with other samples");
            }
        });
        return lines;
    }
}
