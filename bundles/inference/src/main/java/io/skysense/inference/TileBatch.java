// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Tiles that were read.
 *
 * @param batch which ones
 * @param inputs (B, D, C, h, w) float32 of each sensor, normalised, direct
 * @param masks (H, W) a tile: not 0 where the first sensor has data
 * @param any whether any pixel has data
 */
record TileBatch(TileGrid.Batch batch, List<ByteBuffer> inputs, List<byte[]> masks, boolean any) {}
