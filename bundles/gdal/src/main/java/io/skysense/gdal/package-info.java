// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Loading of the native library that belongs to the {@code org.gdal} classes of this bundle. */
@Export
@Version("1.0.0")
package io.skysense.gdal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
