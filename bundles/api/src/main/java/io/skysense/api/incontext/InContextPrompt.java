// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.ndarray.NDArray;

/**
 * Images with known labels, and images to label by their example.
 *
 * @param image (B, C, S, S) float32, normalised
 * @param colours (B, 3, S, S) uint8 labels of the images as colours, black for background
 * @param query (B, C, S, S) float32, normalised
 * @param seed which vocabulary ids stand for which colours
 */
public record InContextPrompt(NDArray image, NDArray colours, NDArray query, long seed) {}
