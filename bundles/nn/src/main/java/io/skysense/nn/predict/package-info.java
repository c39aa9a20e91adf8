// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What a model says of images, averaged over the ways it is shown them. */
@Export
@Version("2.0.0")
package io.skysense.nn.predict;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
