// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Python pickles read as data: a machine that knows the opcodes for plain values and can call nothing by itself. */
package io.skysense.checkpoint.pickle;
