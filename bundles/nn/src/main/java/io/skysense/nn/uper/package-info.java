// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** UPerHead: what turns a pyramid of features into one map of scores. */
@Export
@Version("1.1.0")
package io.skysense.nn.uper;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
