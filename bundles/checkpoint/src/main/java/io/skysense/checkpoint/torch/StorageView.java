// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

/**
 * A part of a storage.
 *
 * @param storage the whole
 * @param offset first element
 * @param count number of elements
 */
record StorageView(Storage storage, long offset, long count) {}
