// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Which bundles may come in: keys, signatures, and the one rule. */
package io.skysense.provision.internal.trust;
