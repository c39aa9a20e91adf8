// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

/**
 * One level of a pyramid.
 *
 * @param channels C
 * @param stride input pixels (of the HR grid, or of the first modality present) a feature pixel
 */
public record FeatureLevel(int channels, int stride) {}
