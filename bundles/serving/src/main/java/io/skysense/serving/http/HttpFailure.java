// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

/** A request that is answered with an error; the message is for the client. */
public final class HttpFailure extends Exception {

    /** The request is malformed. */
    public static final int BAD_REQUEST = 400;

    /** The token is missing or wrong. */
    public static final int UNAUTHORIZED = 401;

    /** What is asked is not allowed. */
    public static final int FORBIDDEN = 403;

    /** There is no such thing. */
    public static final int NOT_FOUND = 404;

    /** The thing is there, but does not do this. */
    public static final int NOT_ALLOWED = 405;

    /** It does not go together with what is there. */
    public static final int CONFLICT = 409;

    /** The body is too large. */
    public static final int TOO_LARGE = 413;

    /** Requests come too fast. */
    public static final int TOO_MANY = 429;

    /** A defect of the server. */
    public static final int INTERNAL = 500;

    /** The server has too much to do. */
    public static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Says why.
     *
     * @param status of the answer, from 400 to 599
     * @param message one line for the client
     */
    public HttpFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** {@return the status of the answer} */
    public int status() {
        return status;
    }
}
