// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Tensors in and out by version 2 of KServe's inference protocol. */
package io.skysense.serving.kserve;
