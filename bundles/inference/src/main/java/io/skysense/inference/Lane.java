// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapResult;
import java.io.IOException;

/** One output of a job: what one head says of the tiles, on its way into a file. Goes on where an earlier call stopped. */
sealed interface Lane extends AutoCloseable permits MapLane, ObjectLane {

    /** {@return number of the first batch that is not finished yet} */
    int first();

    /** {@return number of the first batch that it must see, which is not behind the first} */
    int from();

    /**
     * Takes the next batch.
     *
     * @param batch its tiles
     * @param answer what the head says of them, closed here; null if no pixel has data
     * @throws IOException if the output cannot be written
     */
    void take(TileBatch batch, TileAnswer answer) throws IOException;

    /**
     * Waits until all that was taken is written.
     *
     * @throws IOException if the output cannot be written
     */
    void settle() throws IOException;

    /**
     * Gives the output its name, if all batches were taken.
     *
     * @throws IOException if it cannot be written
     */
    void publish() throws IOException;

    /** The input cannot be read: with the input mended it is another job, so nothing is kept. */
    void abandon();

    /** {@return what was written} */
    MapResult result();

    /** Keeps what was promised for a later call, unless the output is whole. */
    @Override
    void close() throws IOException;
}
