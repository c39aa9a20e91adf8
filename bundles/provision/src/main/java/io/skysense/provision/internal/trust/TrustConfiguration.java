// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Which bundles may come in. */
@ObjectClassDefinition(name = "SkySense trust in plug-ins")
public @interface TrustConfiguration {

    /** Where the configuration comes from. */
    String PID = "io.skysense.provision.trust";

    /** What holds if nothing is said. */
    String DEFAULT = "operator";

    /** {@return whose word counts} */
    @AttributeDefinition(
            name = "Policy",
            description = "signed: only bundles signed by a trusted key; operator: also what the operator installs",
            options = {@Option(value = "signed"), @Option(value = DEFAULT)})
    String policy() default DEFAULT;
}
