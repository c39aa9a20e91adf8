// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import io.skysense.api.progress.Progress;
import java.util.Map;
import org.gdal.gdal.ProgressCallback;

/** Shows GDAL's progress. Nothing may be thrown into GDAL: what is thrown here stops it, and is thrown again later. */
final class ProgressAdapter extends ProgressCallback {

    private static final int CONTINUE = 1;
    private static final int STOP = 0;
    private static final int PERCENT = 100;

    private final Progress progress;
    private boolean cancelled;
    private Throwable thrown;

    ProgressAdapter(Progress progress) {
        this.progress = progress;
    }

    @Override
    public int run(double complete, String message) {
        try {
            progress.update(Math.round(complete * PERCENT), Map.of());
            cancelled = progress.cancelled();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        return cancelled || thrown != null ? STOP : CONTINUE;
    }

    boolean cancelled() {
        return cancelled;
    }

    void rethrow() {
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
