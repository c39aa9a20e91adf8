// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What heads that say a class a pixel learn by and are judged by. */
@Export
@Version("1.1.0")
package io.skysense.nn.segmentation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
