// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Versions of plug-ins side by side: files, starting, checking, switching, removing. */
package io.skysense.provision.internal.lifecycle;
