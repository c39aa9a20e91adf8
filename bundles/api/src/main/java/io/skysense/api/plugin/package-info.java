// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Leases on plug-ins, so that a bundle can leave while work goes on. */
@Export
@Version("1.1.0")
package io.skysense.api.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
