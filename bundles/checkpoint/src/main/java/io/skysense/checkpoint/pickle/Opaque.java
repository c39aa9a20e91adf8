// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

/**
 * A harmless value whose content nobody here needs.
 *
 * @param what its Python type
 */
public record Opaque(String what) {}
