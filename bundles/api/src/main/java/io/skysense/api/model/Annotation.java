// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;

/**
 * What is known of an image's labels: an {@link AnnotatedEncoder} reads it beside the image.
 *
 * @param ids (B, H, W) int64 vocabulary ids at the resolution of the image, 0 for background
 * @param hidden (B, h, w) float32: 1 where the annotation is masked, 0 where it is shown; h divides H, w divides W
 */
public record Annotation(NDArray ids, NDArray hidden) {}
