// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.contract.EncoderContract;

class SwinV2EncoderContractTest extends EncoderContract {

    @Override
    protected ModalityEncoder encoder() {
        return new SwinV2Encoder();
    }

    @Override
    protected String settings() {
        return """
                {"arch": "nano", "embed_dims": 8, "depths": [1, 2, 1], "num_heads": [1, 2, 4], "window_size": 4,
                 "drop_path_rate": 0, "out_indices": [0, 1, 2]}""";
    }
}
