// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Which sample comes when, as pure functions of seed and position. */
@Export
@Version("1.1.0")
package io.skysense.dataset.kit.sampler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
