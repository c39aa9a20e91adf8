// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Arrays in HDF5 files, netCDF-4 among them. */
@Export
@Version("1.0.0")
package io.skysense.dataset.kit.hdf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
