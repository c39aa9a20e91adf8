// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Tiled prediction over rasters of any size; everything here is private to the bundle. */
package io.skysense.inference;
