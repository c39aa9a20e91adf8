// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

/**
 * What a client asks: a model about a scene.
 *
 * @param model its name
 * @param scene index of the scene
 */
record Question(String model, int scene) {}
