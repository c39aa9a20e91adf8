// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Encoders, backbones and the feature pyramids that pass between them. */
@Export
@Version("1.5.0")
package io.skysense.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
