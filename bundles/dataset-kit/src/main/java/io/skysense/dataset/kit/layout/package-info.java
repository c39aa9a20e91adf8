// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** How the files of a dataset hold it: bands, labels, dates, and the folders that it is published in. */
@Export
@Version("2.1.0")
package io.skysense.dataset.kit.layout;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
