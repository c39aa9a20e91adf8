// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The commands by which versions of plug-ins come, serve and go. */
package io.skysense.plugin.commands;
