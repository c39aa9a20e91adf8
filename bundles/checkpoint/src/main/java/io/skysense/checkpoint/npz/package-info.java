// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Arrays that NumPy saved. */
@Export
@Version("1.0.0")
package io.skysense.checkpoint.npz;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
