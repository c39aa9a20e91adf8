// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.demo;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the made scenes. */
@Component(service = DatasetReader.class)
public final class DemoReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public DemoReader() {
        super("demo.json");
    }
}
