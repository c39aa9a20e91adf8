// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Models that are open to be asked. */
@Export
@Version("1.1.0")
package io.skysense.serving.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
