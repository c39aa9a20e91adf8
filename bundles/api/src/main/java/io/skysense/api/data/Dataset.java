// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** An opened dataset: random access, thread-safe, without hidden state. */
@ConsumerType
public interface Dataset extends AutoCloseable {

    /** {@return what the dataset is} */
    DatasetTable table();

    /**
     * Counts the samples of a split.
     *
     * @param split a name of {@link DatasetTable#splits} or of {@link DatasetOptions#lists}
     * @return how many there are
     * @throws IOException if the list file is missing or malformed
     */
    int size(String split) throws IOException;

    /**
     * Reads one sample.
     *
     * @param split the split
     * @param index 0 to size-1
     * @return the sample; empty if a policy leaves it out
     * @throws DatasetException if a file is missing, damaged or does not match the table
     * @throws IOException if reading fails
     */
    Optional<Sample> read(String split, int index) throws IOException;

    /**
     * Opens one sample without reading it.
     *
     * @param split the split
     * @param index 0 to size-1
     * @return the scene, which the caller closes; empty if a policy leaves the sample out
     * @throws DatasetException if a file is missing, damaged or does not match the table
     * @throws IOException if reading fails
     */
    default Optional<Scene> scene(String split, int index) throws IOException {
        return read(split, index).map(WholeScene::new);
    }

    /**
     * The classes that the list says are in the label of a sample; the label is not looked at.
     *
     * @param split the split
     * @param index 0 to size-1
     * @return class indices; empty if the list does not say
     * @throws IOException if the list file is missing or malformed
     */
    default List<Integer> classes(String split, int index) throws IOException {
        return List.of();
    }

    /** {@return how many different samples {@link BadFile#SKIP} and {@link SizeMismatch#SKIP} have left out so far} */
    default long leftOut() {
        return 0;
    }

    @Override
    void close();
}
