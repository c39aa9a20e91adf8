// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The fusion: a transformer over what several sensors, or several dates, say of one place. */
@Export
@Version("1.1.0")
package io.skysense.nn.fusion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
