// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import io.skysense.checkpoint.archive.FormatException;
import java.util.List;

/** What the names in a pickle stand for: the only code that a pickle can reach. */
public interface Vocabulary {

    /** {@return whether a pickle may name a Python function or class} */
    boolean knows(String global);

    /**
     * Stands in for the call of a function or class.
     *
     * @param global one that is known
     * @param arguments its arguments
     * @return its result
     * @throws FormatException if it is not called like this
     */
    Object call(String global, List<Object> arguments) throws FormatException;

    /**
     * Resolves a reference to something beside the pickle.
     *
     * @param id what the pickle calls it
     * @return what it is
     * @throws FormatException if there is no such thing
     */
    Object persistent(Object id) throws FormatException;
}
