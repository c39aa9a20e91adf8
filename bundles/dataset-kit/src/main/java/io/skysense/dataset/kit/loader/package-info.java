// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Batches in host memory, made on threads ahead of the training step. */
@Export
@Version("2.0.0")
package io.skysense.dataset.kit.loader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
