// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import io.skysense.api.config.SettingsException;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.ParameterInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Finds out which setting of a model freezes just the parameters that were recorded as frozen. */
final class FrozenParts {

    /** More blocks than any model has. */
    private static final int MOST = 64;

    private final InContextModelFactory factory;
    private final Set<String> frozen;

    /**
     * @param factory knows what a setting freezes
     * @param frozen names that were recorded
     */
    FrozenParts(InContextModelFactory factory, List<String> frozen) {
        this.factory = factory;
        this.frozen = Set.copyOf(frozen);
    }

    /**
     * @param config the recorded configuration
     * @return the model that freezes them; where none does, the one that freezes nothing
     */
    InContextSpec find(ReferenceConfig config) {
        int blocks = search("backbone_", n -> config.frozen(n, 0));
        int fusion = search("fusion.", n -> config.frozen(blocks, n));
        return config.frozen(blocks, fusion);
    }

    private int search(String part, IntFunction<InContextSpec> candidates) {
        Set<String> wanted = of(part, frozen);
        for (int n = 0; n < MOST; n++) {
            try {
                if (of(part, frozenBy(candidates.apply(n))).equals(wanted)) {
                    return n;
                }
            } catch (SettingsException e) {
                // More blocks than the smallest encoder has.
                break;
            }
        }
        return 0;
    }

    private Set<String> frozenBy(InContextSpec spec) {
        return factory.describe(spec).stream()
                .filter(p -> p.kind() == ParameterInfo.Kind.FROZEN)
                .map(ParameterInfo::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> of(String part, Set<String> names) {
        Set<String> chosen = new HashSet<>(names);
        chosen.removeIf(name -> !name.startsWith(part));
        return chosen;
    }
}
