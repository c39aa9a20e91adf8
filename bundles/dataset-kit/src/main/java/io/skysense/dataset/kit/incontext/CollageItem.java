// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * One collage to make.
 *
 * @param group its dataset and class
 * @param key the seed of all its random choices
 */
record CollageItem(ClassGroup group, long key) {}
