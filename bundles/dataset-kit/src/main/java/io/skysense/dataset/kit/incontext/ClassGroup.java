// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * The records of one dataset whose labels hold one class.
 *
 * @param dataset index of the dataset among those that are mixed
 * @param classIndex the class
 * @param records indices in the split, ascending, at least one; not to be changed
 */
record ClassGroup(int dataset, int classIndex, int[] records) {}
