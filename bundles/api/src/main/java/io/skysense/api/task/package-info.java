// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Task heads: losses, predictions and metrics on a feature pyramid. */
@Export
@Version("2.1.0")
package io.skysense.api.task;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
