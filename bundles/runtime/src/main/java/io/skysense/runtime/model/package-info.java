// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Assembles models from plug-ins. */
package io.skysense.runtime.model;
