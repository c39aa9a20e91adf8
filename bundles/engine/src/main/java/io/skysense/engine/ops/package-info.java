// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The operators that DJL lacks, each a TorchScript function with its gradient. */
@Export
@Version("1.5.0")
package io.skysense.engine.ops;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
