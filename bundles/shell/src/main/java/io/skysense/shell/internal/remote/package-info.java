// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** Commands that one process asks for and another runs. */
package io.skysense.shell.internal.remote;
