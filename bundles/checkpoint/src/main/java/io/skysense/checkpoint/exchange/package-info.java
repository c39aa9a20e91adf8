// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Weights of other tools: opened whatever their format, renamed, converted, compared and loaded into a model. */
@Export
@Version("1.1.0")
package io.skysense.checkpoint.exchange;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
