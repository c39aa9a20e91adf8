// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Devices and the leases under which work runs on them. */
@Export
@Version("1.0.0")
package io.skysense.api.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
