// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

/**
 * What a request is answered with.
 *
 * @param status from 200 to 299
 * @param body written as JSON
 */
public record Answer(int status, Object body) {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /**
     * Done.
     *
     * @param body written as JSON
     * @return the answer
     */
    public static Answer ok(Object body) {
        return new Answer(OK, body);
    }

    /**
     * Taken up, to be done later.
     *
     * @param body written as JSON
     * @return the answer
     */
    public static Answer accepted(Object body) {
        return new Answer(ACCEPTED, body);
    }
}
