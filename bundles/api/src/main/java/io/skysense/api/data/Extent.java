// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * The size of one modality of a scene.
 *
 * @param times T, 1 for a single image
 * @param height H
 * @param width W
 */
public record Extent(int times, int height, int width) {}
