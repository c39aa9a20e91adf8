// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import java.util.List;

/**
 * A tensor of a pickle: a view of a storage.
 *
 * @param storage its elements, and maybe others'
 * @param offset its first element there
 * @param shape dimensions
 * @param strides step of each, in elements
 */
record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {}
