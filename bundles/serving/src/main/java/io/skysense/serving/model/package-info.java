// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Models that are open to be asked. */
package io.skysense.serving.model;
