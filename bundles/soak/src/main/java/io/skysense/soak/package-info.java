// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Versions of plug-ins replaced under load. */
package io.skysense.soak;
