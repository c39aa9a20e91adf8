// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.s2;

import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.contract.EncoderContract;

class Sentinel2EncoderContractTest extends EncoderContract {

    @Override
    protected ModalityEncoder encoder() {
        return new Sentinel2Encoder();
    }

    @Override
    protected String settings() {
        return """
                {"arch": "nano", "embed_dims": 16, "num_heads": 2}""";
    }

    @Override
    protected int bands() {
        return 10;
    }
}
