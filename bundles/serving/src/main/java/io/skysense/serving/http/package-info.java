// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** An HTTP endpoint that answers in JSON by routes, within limits. */
@Export
@Version("1.0.0")
package io.skysense.serving.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
