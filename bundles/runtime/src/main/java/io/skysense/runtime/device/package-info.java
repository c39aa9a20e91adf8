// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** The device pool. */
package io.skysense.runtime.device;
