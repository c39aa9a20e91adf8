// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Datasets: tables, samples and the readers that produce them. */
@Export
@Version("1.2.0")
package io.skysense.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
