// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @TempDir
    Path home;

    private Distribution distribution;
    private Path bundle;
    private Path deployed;

    @BeforeEach
    void fill() throws IOException {
        distribution = new Distribution(home);
        bundle = write("bundles/a.jar", "a");
        deployed = write("deploy/b.jar", "b");
        write("lib/io.skysense.engine-1.0.0.jar", "engine");
        write(
                "conf/framework.properties",
                "at=${skysense.home}/x\nskysense.startlevel.2=io.skysense.*, other\n"
                        + "skysense.startlevel.3=io.skysense.late\nstore=${storage}/y\n");
    }

    @Test
    void leavesDeployedBundlesToThePlatformWhichChecksThem() {
        assertEquals(List.of(bundle), distribution.bundles());
    }

    @Test
    void changesItsFingerprintWithDeployedBundlesAndTrustedKeys() throws IOException {
        String before = Fingerprint.of(distribution.parts());
        write("trust/a.pem", "a key");
        String trusting = Fingerprint.of(distribution.parts());
        Files.delete(deployed);

        assertNotEquals(before, trusting);
        assertNotEquals(trusting, Fingerprint.of(distribution.parts()));
    }

    @Test
    void refusesAFolderWithoutBundles() throws IOException {
        Files.delete(bundle);

        assertThrows(LaunchException.class, () -> distribution.bundles());
    }

    @Test
    void changesItsFingerprintWhenABundleIsReplacedByOneOfTheSameSizeAndTime() throws Exception {
        String before = Fingerprint.of(distribution.parts());
        assertEquals(before, Fingerprint.of(distribution.parts()));

        var time = Files.getLastModifiedTime(bundle);
        var changed = Files.getAttribute(bundle, "unix:ctime");
        while (Files.getAttribute(bundle, "unix:ctime").equals(changed)) { // its clock ticks coarsely
            Files.writeString(bundle, "z");
        }
        Files.setLastModifiedTime(bundle, time);

        assertNotEquals(before, Fingerprint.of(distribution.parts()));
    }

    @Test
    void fillsInItsPlaces() {
        Settings settings = Settings.read(distribution, Path.of("/cache"));

        assertEquals(home + "/x", settings.values().get("at"));
        assertEquals("/cache/y", settings.values().get("store"));
    }

    @Test
    void takesTheStartLevelOfTheNameBeforeThatOfAPrefix() {
        Settings settings = Settings.read(distribution, Path.of("/cache"));

        assertEquals(2, settings.startLevel("io.skysense.api"));
        assertEquals(2, settings.startLevel("other"));
        assertEquals(3, settings.startLevel("io.skysense.late"));
        assertEquals(1, settings.startLevel("somebody.else"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
