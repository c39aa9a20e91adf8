// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.io.IOException;
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
     * @return the sample; empty if the policy is {@link SizeMismatch#SKIP} and it does not fit
     * @throws DatasetException if a file is missing, damaged or does not match the table
     * @throws IOException if reading fails
     */
    Optional<Sample> read(String split, int index) throws IOException;

    @Override
    void close();
}
