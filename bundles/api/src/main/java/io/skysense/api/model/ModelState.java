// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The weights of a model on one device. Holds leases on the plug-ins it came from until it is closed. */
@ProviderType
public interface ModelState extends AutoCloseable {

    /** {@return every trained parameter by its full name ({@code backbone_hr.…}, {@code head.…}), in a fixed order} */
    Map<String, Parameter> parameters();

    /** {@return every array that is saved: trained parameters, then frozen ones and buffers such as batch-norm statistics} */
    Map<String, NDArray> state();

    /** {@return the rules that hold for all parameters, by full name} */
    ParameterRules rules();

    /**
     * Keeps weights in the type of the products that they are used in. What the model says stays the same to the bit; the
     * weights take half of the memory where their products are in bfloat16, and are not rounded at each use. The model
     * cannot be trained after, nor other weights be put in.
     */
    default void narrow() {}

    /** {@return the manager that owns the weights} */
    NDManager manager();

    /** {@return name and version of every bundle that a part came from} */
    Map<String, String> versions();

    @Override
    void close();
}
