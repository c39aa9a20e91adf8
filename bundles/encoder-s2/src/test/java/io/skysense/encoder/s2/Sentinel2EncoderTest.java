// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.s2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.nn.golden.ReferenceParameters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The encoder of the paper, without a weight of it. */
class Sentinel2EncoderTest {

    private final Sentinel2Encoder plugin = new Sentinel2Encoder();

    @Test
    void itsParametersAndTheirGroupsAreTheReferences() throws IOException {
        Encoder encoder = build("{\"vocabulary_size\": 64, \"frozen_blocks\": 12}");
        assertInstanceOf(AnnotatedEncoder.class, encoder);
        ReferenceParameters reference = ReferenceParameters.under("backbone_s2.");
        reference.checkNames(encoder);
        reference.checkGroups(encoder);
    }

    @Test
    void itReadsImagesAloneUnlessItHasAVocabulary() {
        Encoder encoder = build("{\"arch\": \"nano\"}");
        assertFalse(encoder instanceof AnnotatedEncoder);
        assertEquals(4, encoder.granularity());
        assertEquals("vit-s2", plugin.name());
        assertEquals(Modality.S2, plugin.modality());
    }

    private Encoder build(String json) {
        return plugin.build(Settings.parse(json, "preset"), 10, BuildContext.fp32());
    }
}
