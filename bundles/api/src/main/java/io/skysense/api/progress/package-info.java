// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Progress of long work, whoever watches it. */
@Export
@Version("1.0.0")
package io.skysense.api.progress;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
