// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Presets and settings: JSON with comments, bound strictly to records. */
@Export
@Version("1.1.0")
package io.skysense.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
