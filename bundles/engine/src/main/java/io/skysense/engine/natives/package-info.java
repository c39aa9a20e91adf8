// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Native libraries: unpacked once, checked before use. */
@Export
@Version("1.0.0")
package io.skysense.engine.natives;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
