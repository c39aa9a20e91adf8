// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Rasters in and maps out, as jobs that are asked after. */
package io.skysense.serving.job;
