// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

/**
 * A Python function or class that a pickle names; only a word here.
 *
 * @param name module and name, for example {@code collections.OrderedDict}
 */
public record Global(String name) {}
