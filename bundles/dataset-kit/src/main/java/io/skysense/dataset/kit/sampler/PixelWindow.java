// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

/**
 * A window of whole pixels of a raster.
 *
 * @param row its upper row
 * @param column its left column
 * @param height its rows
 * @param width its columns
 */
public record PixelWindow(long row, long column, int height, int width) {}
