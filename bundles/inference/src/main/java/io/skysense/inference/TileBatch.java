// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Tiles that were read.
 *
 * @param batch which ones
 * @param input (B, D, C, H, W) float32, normalised, direct
 * @param masks (H, W) a tile: not 0 where the input has data
 * @param any whether any pixel has data
 */
record TileBatch(TileGrid.Batch batch, ByteBuffer input, List<byte[]> masks, boolean any) {}
