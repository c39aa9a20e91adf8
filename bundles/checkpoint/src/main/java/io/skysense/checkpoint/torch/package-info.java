// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Checkpoints that PyTorch saved, read without running anything of them. */
package io.skysense.checkpoint.torch;
