// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** PyTorch in this process. */
@Export
@Version("1.0.0")
package io.skysense.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
