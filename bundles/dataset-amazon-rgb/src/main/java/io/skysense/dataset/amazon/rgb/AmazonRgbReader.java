// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.amazon.rgb;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the Amazon rainforest dataset of forest and deforested land. */
@Component(service = DatasetReader.class)
public final class AmazonRgbReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public AmazonRgbReader() {
        super("amazon-rgb.json");
    }
}
