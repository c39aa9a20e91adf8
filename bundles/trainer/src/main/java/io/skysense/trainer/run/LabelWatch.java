// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.data.DatasetException;
import io.skysense.trainer.step.StepResult;

/** Ends a run that has nothing to learn from: no label in a whole epoch, and none before. */
final class LabelWatch {

    private final long epoch;
    private final String split;
    private long without;
    private boolean seen;

    /**
     * Watches one sitting.
     *
     * @param epoch samples of an epoch
     * @param split what messages call them
     */
    LabelWatch(long epoch, String split) {
        this.epoch = epoch;
        this.split = split;
    }

    /**
     * A step was taken.
     *
     * @param result what it did
     * @throws DatasetException if an epoch went by, and no sample of this sitting had a label
     */
    void stepped(StepResult result) throws DatasetException {
        seen |= !result.parts().isEmpty();
        if (!seen) {
            without += result.samples();
            if (without >= epoch) {
                throw new DatasetException("split " + split + ": none of the " + without
                        + " samples seen, an epoch has " + epoch + ", has a label: there is nothing to learn from");
            }
        }
    }
}
