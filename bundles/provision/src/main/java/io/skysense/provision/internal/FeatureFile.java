// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import io.skysense.provision.FeatureException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureService;

/** Reads feature files. */
record FeatureFile(FeatureService service) {

    /** {@return the feature in a file} */
    Feature read(Path file) throws FeatureException {
        try (Reader text = Files.newBufferedReader(file)) {
            return service.readFeature(text);
        } catch (NoSuchFileException e) {
            throw new FeatureException(file + ": no such file", e);
        } catch (IOException | RuntimeException e) { // the parser's own exceptions are unchecked
            throw new FeatureException(file + ": not a feature: " + Messages.of(e), e);
        }
    }
}
