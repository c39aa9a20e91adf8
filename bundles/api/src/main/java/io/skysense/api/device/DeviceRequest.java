// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.device;

import java.time.Duration;

/**
 * What a caller asks of the pool.
 *
 * @param kind {@code cpu}, {@code gpu}, a device such as {@code gpu1}, or {@code auto}: a GPU if there is one
 * @param budgetBytes memory the work will take at most
 * @param purpose named in statistics and messages
 * @param patience how long to wait in the queue
 */
public record DeviceRequest(String kind, long budgetBytes, String purpose, Duration patience) {}
