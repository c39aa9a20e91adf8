// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

/**
 * One sample of the endless training sequence.
 *
 * @param position its place in the sequence, from 0
 * @param epoch how often every sample was drawn before it
 * @param index the sample's index in the split
 */
public record Draw(long position, long epoch, int index) {}
