// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Models of runs behind a local HTTP endpoint. */
package io.skysense.serving;
