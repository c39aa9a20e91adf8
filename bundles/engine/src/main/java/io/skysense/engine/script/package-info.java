// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** TorchScript text that is compiled when it is loaded. */
@Export
@Version("1.0.0")
package io.skysense.engine.script;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
