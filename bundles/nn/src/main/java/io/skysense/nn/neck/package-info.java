// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What stands between a backbone and a head: a pyramid in, a pyramid of other widths and sizes out. */
@Export
@Version("1.1.0")
package io.skysense.nn.neck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
