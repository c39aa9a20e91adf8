// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Prompts on disk, and the commands that draw them and put them before a pretrained model. */
package io.skysense.oneshot.commands;
