// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Charts, contact sheets and the self-contained report page of a run; needs no font, no screen and no network. */
@Export
@Version("1.1.0")
package io.skysense.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
