// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Safetensors files, step-exact training state, and the folder a run lives in. */
@Export
@Version("1.3.0")
package io.skysense.checkpoint;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
