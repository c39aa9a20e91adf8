// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/**
 * Blocks that encoders and heads are built from.
 *
 * <p>A block's parameters carry the names of the reference's state_dict. Its typed {@code forward} methods read the
 * parameters directly; every result belongs to the manager of the activations, never to that of the weights.
 */
@Export
@Version("1.5.0")
package io.skysense.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
