// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The commands that make projects for plug-ins of one's own. */
package io.skysense.project.commands;
