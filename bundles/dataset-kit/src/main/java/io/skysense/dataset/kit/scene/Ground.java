// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.util.List;

/**
 * A made piece of the Earth: a material in every pixel of the HR grid.
 *
 * @param size rows and columns
 * @param gsd metres a pixel
 * @param cells index of the material of each pixel, row-major
 * @param materials what the indices mean
 */
record Ground(int size, double gsd, int[] cells, List<Material> materials) {

    Material at(int row, int column) {
        return materials.get(cells[row * size + column]);
    }
}
