// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

/**
 * A predicted map beside the raster it was predicted from, both small enough for a page.
 *
 * @param caption which raster, and its size and place
 * @param input the raster in colour
 * @param map the classes in the colours of their table
 */
public record MapPreview(String caption, Picture input, Picture map) {}
