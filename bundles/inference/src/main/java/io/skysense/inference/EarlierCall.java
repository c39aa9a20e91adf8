// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks for what an earlier call of the same job has left. */
final class EarlierCall {

    private EarlierCall() {}

    /**
     * The journal to go on with; what another job has left is cleared away.
     *
     * @param folder of the job
     * @param key of the job
     * @param complete whether what a journal speaks of is there
     * @param progress is told why it starts over
     * @return the journal, if there is one of this job
     * @throws IOException if the folder cannot be read or cleared
     */
    static Optional<Journal.Entry> of(JobFolder folder, JobKey key, boolean complete, Progress progress)
            throws IOException {
        Optional<Journal.Entry> found = Journal.read(folder.journal());
        List<String> differences =
                found.map(entry -> entry.key().differences(key)).orElse(List.of());
        if (!differences.isEmpty()) {
            progress.note("starting over: an unfinished map of another request lay there ("
                    + String.join("; ", differences) + ")");
        }
        boolean lost = found.isPresent() && differences.isEmpty() && !complete;
        if (lost) {
            progress.note("starting over: the unfinished map is not beside its journal any more");
        }
        if (found.isEmpty() || !differences.isEmpty() || lost) {
            folder.clear();
            return Optional.empty();
        }
        return found;
    }
}
