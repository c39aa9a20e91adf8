// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

/**
 * What a colour stands for.
 *
 * @param colour {@code #rrggbb}
 * @param name what it stands for
 */
public record LegendEntry(String colour, String name) {}
