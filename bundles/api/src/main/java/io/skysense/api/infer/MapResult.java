// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import java.nio.file.Path;

/**
 * What a prediction wrote.
 *
 * @param output the class map
 * @param width W in pixels
 * @param height H in pixels
 * @param tiles tiles in all
 * @param resumed tiles that an earlier call had done
 * @param complete false if it was cancelled; the output then does not exist yet
 */
public record MapResult(Path output, int width, int height, int tiles, int resumed, boolean complete) {}
