// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Tensors in and out by version 2 of KServe's inference protocol. */
@Export
@Version("1.0.0")
package io.skysense.serving.kserve;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
