// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What turns features of pixels into answers about images. */
@Export
@Version("1.1.0")
package io.skysense.nn.image;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
