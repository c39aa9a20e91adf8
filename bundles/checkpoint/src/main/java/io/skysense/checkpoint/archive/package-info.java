// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Files of a stranger as bytes: mapped, zipped or strided; every claim in them is checked. */
package io.skysense.checkpoint.archive;
