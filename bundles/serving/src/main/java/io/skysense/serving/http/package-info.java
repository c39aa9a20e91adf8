// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/** An HTTP endpoint that answers in JSON by routes, within limits. */
package io.skysense.serving.http;
