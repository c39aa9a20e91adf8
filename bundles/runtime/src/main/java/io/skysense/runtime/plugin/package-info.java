// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The registry of plug-ins, and the leases on them. */
package io.skysense.runtime.plugin;
