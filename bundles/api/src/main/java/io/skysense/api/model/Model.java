// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.task.HeadNetwork;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A backbone with a head on one device. Holds leases on the plug-ins it came from until it is closed. */
@ProviderType
public interface Model extends AutoCloseable {

    /** {@return what it is made of} */
    ModelSpec spec();

    /** {@return the backbone} */
    BackboneNetwork backbone();

    /** {@return the head} */
    HeadNetwork head();

    /** {@return every parameter by its full name ({@code backbone_hr.…}, {@code head.…}), in a fixed order} */
    Map<String, ai.djl.nn.Parameter> parameters();

    /** {@return every array that is saved: parameters, then buffers such as batch-norm statistics} */
    Map<String, NDArray> state();

    /** {@return the rules that hold for all parameters, by full name} */
    ParameterRules rules();

    /** {@return the manager that owns the weights} */
    NDManager manager();

    /** {@return name and version of every bundle that a part came from} */
    Map<String, String> versions();

    @Override
    void close();
}
