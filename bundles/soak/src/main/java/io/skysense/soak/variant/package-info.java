// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What is packed into the versions of plug-ins that are made for the soak, beside the classes of the plug-in itself. */
package io.skysense.soak.variant;
