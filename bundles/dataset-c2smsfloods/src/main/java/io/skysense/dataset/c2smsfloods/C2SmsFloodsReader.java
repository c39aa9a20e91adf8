// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2smsfloods;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the Cloud to Street - Microsoft floods dataset (2022), as the reference keeps it: arrays without a name of their own. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class C2SmsFloodsReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public C2SmsFloodsReader() {
        super("c2smsfloods.json");
    }
}
