// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.feature.ID;

/**
 * Folders in which the bundles of a feature are looked for, first match first: flat ones, and ones laid
 * out as a Maven repository.
 */
record BundleRepository(List<Path> folders) {

    BundleRepository {
        folders = List.copyOf(folders);
    }

    /** {@return the folders in a comma-separated list; none for a null or blank one} */
    static BundleRepository of(String list) {
        return new BundleRepository(Arrays.stream(list == null ? new String[0] : list.split(","))
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** {@return the jar of a bundle} */
    Optional<Path> find(ID id) {
        String jar = id.getArtifactId() + "-" + id.getVersion() + ".jar";
        Path maven = Path.of(id.getGroupId().replace('.', '/'), id.getArtifactId(), id.getVersion(), jar);
        return folders.stream()
                .flatMap(folder -> List.of(folder.resolve(jar), folder.resolve(maven)).stream())
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
