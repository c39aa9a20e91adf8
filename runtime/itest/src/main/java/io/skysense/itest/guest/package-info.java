// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** What is packed into bundles that tests install. */
package io.skysense.itest.guest;
