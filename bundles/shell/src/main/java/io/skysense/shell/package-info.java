// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What a bundle needs to add a command to the command line and to the running shell. */
@Export
@Version("1.2.0")
package io.skysense.shell;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
