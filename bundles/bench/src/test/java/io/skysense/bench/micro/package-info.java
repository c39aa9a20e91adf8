// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
/**
 * JMH benchmarks of small pieces. {@code mvn package -pl bundles/bench -am -Dtest=MicroBenchmarksTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dskysense.bench.micro=true} measures them and writes
 * {@code bundles/bench/target/micro.csv}.
 */
package io.skysense.bench.micro;
